import { aclRuleFor } from '../errors/acl-rule.ts';
import type { Command } from '../commands/ask.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { ReplyError } from '../replies/reply.ts';
import { askTogether } from './ask-one.ts';

/** Arguments behind the key that make a command whole: ACL DRYRUN checks their number first. */
const BEHIND_KEY: Readonly<Record<string, readonly string[]>> = {
  xclaim: ['g', 'c', '0', '0-0'],
  xack: ['g', '0-0'],
  xpending: ['g'],
  xtrim: ['MAXLEN', '1'],
  xrange: ['-', '+'],
  xadd: ['*', 'f', 'v'],
  xdel: ['0-0'],
  xlen: [],
  type: [],
  hmget: ['f'],
  hgetall: [],
  hset: ['f', 'v'],
  hdel: ['f'],
  del: [],
  exists: [],
  persist: [],
  pexpire: ['1'],
  pexpireat: ['1'],
  pttl: [],
  renamenx: ['weir:trash:plan'],
  unlink: [],
};
const SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  'xinfo|stream': [],
  'xinfo|groups': [],
  'xinfo|consumers': ['g'],
  'xgroup|create': ['g', '$'],
  'xgroup|createconsumer': ['g', 'c'],
  'xgroup|delconsumer': ['g', 'c'],
  'xgroup|destroy': ['g'],
  'xgroup|setid': ['g', '$'],
};
const SCRIPTS: readonly string[] = ['eval', 'evalsha'];

/**
 * Why this account may not run these commands on these keys, by asking Redis without running them (ACL DRYRUN, 7.0+).
 * Null also where that cannot be asked: then Redis itself refuses, before anything is changed.
 */
export async function findDenied(
  read: Reader,
  commands: readonly string[],
  keys: readonly string[],
): Promise<string | null> {
  const [user] = await askTogether(read, [['ACL', 'WHOAMI']]);
  if (!Buffer.isBuffer(user)) return null;
  const tries = commands.flatMap((command) => keys.flatMap((key) => tryOf(command, nameBytes(key))));
  if (tries.length === 0) return null;
  const replies = await askTogether(
    read,
    tries.map(({ words }): Command => ['ACL', 'DRYRUN', user, ...words]),
  );
  for (const [at, { rule }] of tries.entries()) {
    const reply = replies[at];
    // Not known, or not to be asked by this account.
    if (reply instanceof ReplyError || reply === undefined) continue;
    const said = Buffer.isBuffer(reply) ? reply.toString('utf8') : typeof reply === 'string' ? reply : '';
    if (said === 'OK') continue;
    if (/\bkeys?\b/i.test(said) && !/\bcommand\b/i.test(said)) {
      return 'This account may not use the keys this needs, the job’s own mark (weir:job:*) among them: ask for key patterns that cover them (ACL SETUSER).';
    }
    return `This account may not do that: ask for the right ${rule} (ACL SETUSER).`;
  }
  return null;
}

function tryOf(command: string, key: Buffer): { readonly rule: string; readonly words: (string | Buffer)[] }[] {
  if (SCRIPTS.includes(command)) return [{ rule: `+${command}`, words: [command, 'return 1', '1', key] }];
  const plain = BEHIND_KEY[command];
  if (plain !== undefined) return [{ rule: `+${command}`, words: [command, key, ...plain] }];
  const [name = '', subcommand = ''] = command.split('|');
  const behind = SUBCOMMANDS[command];
  if (behind === undefined) return [];
  return [{ rule: aclRuleFor(name, subcommand), words: [name, subcommand, key, ...behind] }];
}
