import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { known, unknown, type Known } from '@weir/domain/known/known';
import type { Redis } from 'ioredis';
import { ask } from '../commands/ask.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';

const NOT_ALLOWED = 'this account or service does not give INFO';

/**
 * Who answers, by INFO; where INFO is denied or missing by HELLO, which no right guards from
 * 7.0 on, and then with less. Throws NoAnswer.
 */
export async function identify(client: Redis): Promise<ServerIdentity> {
  const info = await ask(client, ['INFO']);
  if (Buffer.isBuffer(info)) return identityFromInfo(info.toString('utf8'));
  // "HELLO 2" and not "HELLO": 6.0 wants the protocol number, and 2 is the one in use already.
  return identityFromHello(await ask(client, ['HELLO', '2']));
}

/** Reads INFO by field name (redis.io, INFO). What is not there is unknown; nothing is guessed. */
export function identityFromInfo(text: string): ServerIdentity {
  const fields = fieldsOf(text);
  const version = versionOf(fields);
  return {
    ...version,
    mode: modeOf(fields.get('redis_mode') ?? fields.get('server_mode') ?? fields.get('valkey_mode') ?? ''),
    role: roleOf(fields.get('role') ?? ''),
    runId: fields.get('run_id') ?? '',
    replicationId: fields.get('master_replid') ?? '',
    replicationOffset: figure(fields, 'master_repl_offset'),
    memoryUsedBytes: figure(fields, 'used_memory'),
    memoryMaxBytes: figure(fields, 'maxmemory'),
    memoryPolicy: policyFrom(fields),
    evictedKeys: figure(fields, 'evicted_keys'),
  };
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#')) fields.set(line.slice(0, colon), line.slice(colon + 1, colon + 201));
  }
  return fields;
}

// Every Valkey calls itself redis_version 7.2.4 for old clients, so that field counts only when nothing else is there.
function versionOf(fields: ReadonlyMap<string, string>): Pick<ServerIdentity, 'product' | 'version'> {
  const valkey = fields.get('valkey_version');
  if (valkey !== undefined || fields.get('server_name') === 'valkey') {
    return { product: 'valkey', version: plainVersion(valkey ?? '') };
  }
  const other = fields.get('dragonfly_version') ?? fields.get('kvrocks_version');
  if (other !== undefined) return { product: 'other', version: plainVersion(other.replace(/^[a-z-]+/, '')) };
  const redis = fields.get('redis_version');
  return redis === undefined
    ? { product: 'other', version: 'unknown' }
    : { product: 'redis', version: plainVersion(redis) };
}

function identityFromHello(reply: Reply): ServerIdentity {
  const fields = new Map<string, string>();
  if (Array.isArray(reply) && !(reply instanceof ReplyError)) {
    for (let at = 0; at + 1 < reply.length; at += 2) fields.set(wordOf(reply[at]), wordOf(reply[at + 1]));
  }
  const server = fields.get('server') ?? '';
  return {
    product: server === 'redis' || server === 'valkey' ? server : 'other',
    version: plainVersion(fields.get('version') ?? ''),
    mode: modeOf(fields.get('mode') ?? ''),
    role: roleOf(fields.get('role') ?? ''),
    runId: '',
    replicationId: '',
    replicationOffset: unknown(NOT_ALLOWED),
    memoryUsedBytes: unknown(NOT_ALLOWED),
    memoryMaxBytes: unknown(NOT_ALLOWED),
    memoryPolicy: unknown(NOT_ALLOWED),
    evictedKeys: unknown(NOT_ALLOWED),
  };
}

function modeOf(word: string): ServerIdentity['mode'] {
  return word === 'standalone' || word === 'sentinel' || word === 'cluster' ? word : 'unknown';
}

function roleOf(word: string): ServerIdentity['role'] {
  if (word === 'master' || word === 'primary') return 'primary';
  return word === 'slave' || word === 'replica' ? 'replica' : 'unknown';
}

// Only figures and dots: the text of a strange server never reaches a screen through its version.
function plainVersion(text: string): string {
  return /^[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}/.exec(text)?.[0] ?? 'unknown';
}

function figure(fields: ReadonlyMap<string, string>, name: string): Known<number> {
  const text = fields.get(name);
  return text !== undefined && /^[0-9]{1,19}$/.test(text)
    ? known(Number(text))
    : unknown(`this server's INFO has no ${name}`);
}

// Only what a policy can look like: the text of a strange server never reaches a screen.
function policyFrom(fields: ReadonlyMap<string, string>): Known<string> {
  const text = fields.get('maxmemory_policy');
  return text !== undefined && /^[a-z-]{1,32}$/.test(text)
    ? known(text)
    : unknown("this server's INFO has no maxmemory_policy");
}

function wordOf(reply: Reply | undefined): string {
  return Buffer.isBuffer(reply) ? reply.toString('latin1') : '';
}
