import type { Redis } from 'ioredis';
import { ask } from '../commands/ask.ts';
import { ReplyError } from '../replies/reply.ts';
import { causeOfReply, type Found } from './cause-of.ts';
import { connectionName, type Plane } from './plane-options.ts';
import type { RedisAddress } from './redis-address.ts';

/**
 * AUTH, SELECT, CLIENT SETNAME and PING on a fresh connection, sent together; what stands in the way, or undefined.
 * Done here and not by the client: that one prints to the console when a password was not needed, and does not tell
 * which step failed. Throws NoAnswer.
 */
export async function signIn(client: Redis, address: RedisAddress, plane: Plane): Promise<Found | undefined> {
  const credentials = address.credentials?.();
  const { username, password } = credentials ?? {};
  const auth = password === undefined ? [] : username === undefined ? [password] : [username, password];
  const [signedIn, selected, , pong] = await Promise.all([
    auth.length === 0 ? undefined : ask(client, ['AUTH', ...auth]),
    address.db === 0 ? undefined : ask(client, ['SELECT', String(address.db)]),
    // A name is a courtesy to whoever reads CLIENT LIST; being denied it changes nothing.
    ask(client, ['CLIENT', 'SETNAME', connectionName(plane)]),
    ask(client, ['PING']),
  ]);
  for (const [step, reply] of [
    ['auth', signedIn],
    ['select', selected],
    ['ping', pong],
  ] as const) {
    const cause = reply instanceof ReplyError ? causeOfReply(step, reply) : undefined;
    if (cause === 'loading') return { cause, detail: await loadedShare(client) };
    if (cause !== undefined) return { cause, detail: step === 'select' ? String(address.db) : '' };
  }
  return undefined;
}

async function loadedShare(client: Redis): Promise<string> {
  const reply = await ask(client, ['INFO', 'persistence']);
  const share = /^loading_loaded_perc:([0-9]{1,3})/m.exec(Buffer.isBuffer(reply) ? reply.toString('latin1') : '')?.[1];
  return share === undefined ? '' : ` (${share} % done)`;
}
