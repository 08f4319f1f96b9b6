import { describe, expect, test } from 'vitest';
import { ReplyError } from '../replies/reply.ts';
import { aclRuleFor } from './acl-rule.ts';
import { failureFromNoAnswer, failureFromReply } from './failure.ts';

const XADD = ['XADD', 'canary-key', '*', 'field', 'canary-payload'] as const;

describe('a failure behind an error reply', () => {
  test.each([
    ['WRONGTYPE Operation against a key', 'wrong-type'],
    ["NOGROUP No such key 'canary-key' or consumer group", 'not-found'],
    ['ERR no such key', 'not-found'],
    ['READONLY You cannot write', 'refused'],
    ['OOM command not allowed', 'refused'],
    ['MISCONF Errors writing', 'refused'],
    ['LOADING Valkey is loading', 'not-connected'],
    ['BUSY Valkey is busy', 'busy'],
    ['CLUSTERDOWN Hash slot not served', 'not-connected'],
    ['MOVED 12 canary-host:1', 'unsupported'],
    ["ERR unknown command 'XADD', with args beginning with: 'canary-key'", 'unsupported'],
    ["NOPERM this user has no permissions to run the 'xadd' command", 'not-permitted'],
    ['ERR something canary-new', 'refused'],
    ['__proto__ canary', 'refused'],
    ['constructor canary', 'refused'],
  ])('%s → %s', (text, reason) => {
    const failure = failureFromReply(new ReplyError(text), XADD);
    expect(failure.reason).toBe(reason);
    expect(failure.sentence).toMatch(/^[A-Z].*\.$/);
    const everything = JSON.stringify({ ...failure }) + failure.message + String(failure.stack);
    expect(everything).not.toContain('canary');
    expect(failure.cause).toBeUndefined();
  });

  test('a missing right is named as the rule to ask for', () => {
    const denied = new ReplyError("NOPERM this user has no permissions to run the 'xinfo|groups' command");
    expect(failureFromReply(denied, ['XINFO', 'GROUPS', 'k']).sentence).toContain('+xinfo|groups');
    const key = new ReplyError('NOPERM No permissions to access a key');
    expect(failureFromReply(key, ['XRANGE', 'k', '-', '+']).sentence).toContain('%R~');
  });

  test('no reply at all', () => {
    expect(failureFromNoAnswer('not-sent').reason).toBe('not-connected');
    expect(failureFromNoAnswer('timed-out').reason).toBe('timed-out');
  });
});

test('a rule never contains what a caller passed as a key', () => {
  expect(aclRuleFor('XRANGE', 'orders')).toBe('+xrange');
  expect(aclRuleFor('xinfo', Buffer.from('STREAM'))).toBe('+xinfo|stream');
  expect(aclRuleFor('XINFO', 'not a subcommand\n')).toBe('+xinfo');
  expect(aclRuleFor('PING', undefined)).toBe('+ping');
});
