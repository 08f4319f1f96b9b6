import { inspect } from 'node:util';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { describe, expect, test } from 'vitest';
import { parseRedisUrl } from './redis-address.ts';

function refusal(text: string): ConsoleError {
  try {
    parseRedisUrl(text);
  } catch (error) {
    if (error instanceof ConsoleError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('a Redis address', () => {
  test('has defaults for everything but the host', () => {
    expect(parseRedisUrl('redis://redis.internal')).toEqual({
      host: 'redis.internal',
      port: 6379,
      tls: false,
      db: 0,
      label: 'redis.internal:6379',
    });
  });

  test('may name user, password, port and database', () => {
    const address = parseRedisUrl('rediss://weir:p%40ss%2Fw%C3%B6rd@redis_1.example:7000/12');
    expect(address).toMatchObject({
      host: 'redis_1.example',
      port: 7000,
      tls: true,
      db: 12,
      label: 'redis_1.example:7000',
    });
    expect(address.credentials?.()).toEqual({ username: 'weir', password: 'p@ss/wörd' });
  });

  test('may have a password and no user', () => {
    expect(parseRedisUrl('redis://:secret@h').credentials?.()).toEqual({ password: 'secret' });
  });

  test('may be IPv6', () => {
    expect(parseRedisUrl('redis://[::1]:7001')).toMatchObject({ host: '::1', port: 7001, label: '[::1]:7001' });
  });

  test('shows its password to nobody who prints it', () => {
    const address = parseRedisUrl('redis://weir:canary-4711@h:1');
    expect(JSON.stringify(address) + inspect(address, { depth: 9 }) + address.label).not.toContain('canary');
  });

  test.each([
    ['', 'redis://'],
    ['localhost:6379', 'redis://'],
    ['http://h', 'redis://'],
    ['redis://', 'host'],
    ['redis://:canary#4711@h', 'percent-encoded'],
    ['redis://:canary/4711@h', 'percent-encoded'],
    ['redis://:canary%zz@h', '%25'],
    ['redis://canary@h', 'redis://:password@host'],
    ['redis://h:99999', 'The port of the Redis address must be a number from 1 to 65535.'],
    ['rediss://:canary@h:65536/2', 'The port of the Redis address must be a number from 1 to 65535.'],
    ['redis://[::1]:70000', 'The port of the Redis address must be a number from 1 to 65535.'],
    ['redis://h:six', 'The port of the Redis address must be a number from 1 to 65535.'],
    ['redis://u:canary#1@h:99999', 'percent-encoded'],
    ['redis://h/9999999999', 'database number from 0'],
    ['redis://h:0', '65535'],
    ['redis://h/one', 'database number'],
    ['redis://h/-1', 'database number'],
    ['redis://h?db=1&password=canary', 'question mark'],
    ['redis://ho st', 'cannot be read'],
    ['redis://h*st', 'host'],
  ])('is refused when it reads %j', (text, words) => {
    const error = refusal(text);
    expect(error.reason).toBe('bad-input');
    expect(error.sentence).toContain(words);
    expect(error.sentence + String(error.stack)).not.toContain('canary');
    expect(error.cause).toBeUndefined();
  });
});
