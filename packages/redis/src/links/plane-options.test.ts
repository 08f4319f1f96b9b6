import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { planeOptions, type Plane } from './plane-options.ts';
import { parseRedisUrl } from './redis-address.ts';

const address = parseRedisUrl('redis://weir:canary@h:1/3');
const PLANES = ['poll', 'read', 'tail', 'write'] as const satisfies readonly Plane[];

describe('the options of a plane', () => {
  test.each(PLANES)('%s: nothing is queued, repeated or reconnected by the client', (plane) => {
    // Read back from the client, so that a default which a new version overrides is seen as well.
    const { options } = new Redis(planeOptions(address, plane));
    expect(options).toMatchObject({
      protocol: 2,
      replyMapping: 'legacy',
      lazyConnect: true,
      retryStrategy: null,
      reconnectOnError: null,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      enableOfflineQueue: false,
      enableAutoPipelining: false,
      enableReadyCheck: false,
      disableClientInfo: true,
      connectTimeout: 5_000,
      keepAlive: 10_000,
      stringNumbers: false,
      keyPrefix: '',
    });
  });

  test('time limits: 4 s for a call, 8 s for the tail that waits in BLOCK, a second more for the socket', () => {
    const limits = PLANES.map((plane) => {
      const { commandTimeout, socketTimeout } = planeOptions(address, plane);
      return [plane, commandTimeout, socketTimeout];
    });
    expect(limits).toEqual([
      ['poll', 4_000, 5_000],
      ['read', 4_000, 5_000],
      ['tail', 8_000, 9_000],
      ['write', 4_000, 5_000],
    ]);
  });

  test('the client never learns the password', () => {
    expect(JSON.stringify(planeOptions(address, 'write'))).not.toContain('canary');
  });

  test('the client is the version these options were tried with', () => {
    // Another version can change what a lost connection does to a write: run the fault tests and the trials, then move this.
    const file = createRequire(import.meta.url).resolve('ioredis/package.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '6.0.0' });
  });

  test('TLS sends a server name, except for a bare address', () => {
    expect(planeOptions(parseRedisUrl('rediss://r.example'), 'poll').tls).toEqual({ servername: 'r.example' });
    expect(planeOptions(parseRedisUrl('rediss://127.0.0.1'), 'poll').tls).toEqual({});
    expect(planeOptions(parseRedisUrl('redis://r.example'), 'poll').tls).toBeUndefined();
  });
});
