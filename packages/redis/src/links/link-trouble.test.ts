import { describe, expect, test } from 'vitest';
import { ReplyError } from '../replies/reply.ts';
import { causeOfBytes, causeOfCode, causeOfReply } from './cause-of.ts';
import { CAUSES, troubleOf } from './link-trouble.ts';
import { parseRedisUrl } from './redis-address.ts';

const address = parseRedisUrl('rediss://canary-user:canary-word@h.example:7000/2');

test.each(CAUSES)('%s: one sentence that names the address, says what to do, and holds no secret', (cause) => {
  const { sentence, pace } = troubleOf(cause, address, '');
  expect(sentence).toContain('h.example:7000');
  expect(sentence).toMatch(/^\S.*: .*\.$|\. .*\.$/);
  expect(sentence).not.toContain('canary');
  expect(sentence).not.toContain('undefined');
  expect(['growing', 'each-second', 'rarely']).toContain(pace);
  expect(sentence.endsWith(' Weir tries again every 30 s.')).toBe(pace === 'rarely');
});

describe('what stands in the way, by what was seen', () => {
  test.each([
    ['ECONNREFUSED', 'nothing-listens'],
    ['ENOTFOUND', 'unknown-host'],
    ['EHOSTUNREACH', 'no-path'],
    ['ETIMEDOUT', 'no-answer'],
    ['CERT_HAS_EXPIRED', 'certificate-expired'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-unknown'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-certificate'],
    ['ERR_SSL_OF_A_NEW_KIND', 'tls-failed'],
    ['ECONNRESET', undefined],
    ['', undefined],
  ])('code %j → %s', (code, cause) => {
    expect(causeOfCode(code)).toBe(cause);
  });

  test.each([
    [Buffer.from('1503010002', 'hex'), 'tls-wanted'],
    [Buffer.from('HTTP/1.1 400 Bad Request'), 'not-redis'],
    [Buffer.from('SSH-2.0-x'), 'not-redis'],
    [Buffer.from('220 mail.example ESMTP'), 'not-redis'],
    [Buffer.from([0x4a, 0, 0, 0, 0x0a]), 'not-redis'],
    [Buffer.from('-DENIED Redis is running in protected mode'), 'protected-mode'],
    [Buffer.from('-ERR max number of clients reached'), 'too-many-clients'],
    [Buffer.from('-NOAUTH Authentication required.'), undefined],
    [Buffer.from('+PONG'), undefined],
    [Buffer.alloc(0), undefined],
  ])('first bytes %j → %s', (bytes, cause) => {
    expect(causeOfBytes(bytes)?.cause).toBe(cause);
  });

  test.each([
    ['auth', 'WRONGPASS invalid username-password pair or user is disabled.', 'wrong-password'],
    ['auth', 'ERR invalid password', 'wrong-password'],
    ['auth', 'ERR Client sent AUTH, but no password is set', undefined],
    ['auth', 'ERR AUTH <password> called without any password configured for the default user.', undefined],
    ['auth', "ERR wrong number of arguments for 'auth' command", 'too-old'],
    ['ping', 'NOAUTH Authentication required.', 'password-needed'],
    ['ping', 'LOADING Valkey is loading the dataset in memory', 'loading'],
    ['ping', 'BUSY Redis is busy running a script.', 'long-script'],
    ['ping', "NOPERM this user has no permissions to run the 'ping' command", undefined],
    ['ping', 'MASTERDOWN Link with MASTER is down', undefined],
    ['select', 'ERR DB index is out of range', 'no-database-of-that-number'],
    ['select', 'ERR invalid DB index', 'no-database-of-that-number'],
    ['select', 'ERR SELECT is not allowed in cluster mode', 'no-such-database'],
    ['select', "NOPERM this user has no permissions to run the 'select' command", 'no-such-database'],
    ['select', 'NOAUTH Authentication required.', 'password-needed'],
  ] as const)('%s: %s → %s', (step, text, cause) => {
    expect(causeOfReply(step, new ReplyError(text))).toBe(cause);
  });
});
