import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { endClient } from '../links/attempt.ts';
import { planeOptions } from '../links/plane-options.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { ReplyError } from '../replies/reply.ts';
import { ask, NoAnswer } from './ask.ts';

let rig: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
});
afterAll(() => rig.stop());

async function connected(): Promise<Redis> {
  const client = new Redis(planeOptions(parseRedisUrl(rig.url), 'read'));
  client.on('error', () => {});
  await client.connect();
  return client;
}

describe('a command that is asked', () => {
  test('is answered in bytes, numbers and lists, and an error reply is a value, also inside a list', async () => {
    const client = await connected();
    expect(await ask(client, ['SET', 'k', Buffer.from([0xff])])).toEqual(Buffer.from('OK'));
    expect(await ask(client, ['GET', 'k'])).toEqual(Buffer.from([0xff]));
    expect(await ask(client, ['GET', 'none'])).toBeNull();
    expect(await ask(client, ['APPEND', 'k', 'x'])).toBe(2);
    const error = await ask(client, ['LPUSH', 'k', 'canary']);
    expect(error).toBeInstanceOf(ReplyError);
    expect((error as ReplyError).code).toBe('WRONGTYPE'); // asserted in the line above
    await Promise.all([ask(client, ['MULTI']), ask(client, ['GET', 'k']), ask(client, ['LPUSH', 'k', 'x'])]);
    expect(await ask(client, ['EXEC'])).toEqual([Buffer.from([0xff, 0x78]), expect.any(ReplyError)]);
    endClient(client);
  });

  test('fails without its arguments in the failure, whether the connection ends under it or was never there', async () => {
    const client = await connected();
    rig.pause();
    const failures = Promise.all(
      [ask(client, ['SET', 'canary', 'canary']), ask(client, ['AUTH', 'canary'])].map((answer) =>
        answer.catch((error: unknown) => error),
      ),
    );
    endClient(client);
    const all = [...(await failures), await ask(client, ['SET', 'canary', 'canary']).catch((error: unknown) => error)];
    rig.resume();
    expect(all.map((error) => error instanceof NoAnswer && error.why)).toEqual(['lost', 'lost', 'not-sent']);
    expect(inspect(all, { depth: 9, showHidden: true })).not.toContain('canary');
  });
});
