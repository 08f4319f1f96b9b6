import { describe, expect, test } from 'vitest';
import { lockWords, type LockFacts } from './lock-view.ts';

const FREE: LockFacts = {
  word: 'Claim',
  needs: 'operator',
  role: 'operator',
  readOnly: false,
  picture: 'live',
};

describe('why an action is off', () => {
  test('it is on for who may, while the picture is live', () => {
    expect(lockWords(FREE)).toBe('');
    expect(lockWords({ ...FREE, role: 'admin' })).toBe('');
  });

  test('a missing role is named, and the way around it', () => {
    expect(lockWords({ ...FREE, role: 'reader' })).toBe('Claim needs the operator role. Copy the commands instead.');
    expect(lockWords({ ...FREE, word: 'Trim', needs: 'maintainer' })).toContain('maintainer role');
  });

  test('a read-only Weir says so', () => {
    expect(lockWords({ ...FREE, readOnly: true })).toContain('read-only');
  });

  test.each(['stale', 'paused', 'redis-lost', 'weir-lost', 'waiting'] as const)(
    'a picture that is %s locks',
    (picture) => {
      expect(lockWords({ ...FREE, picture })).not.toBe('');
    },
  );

  test('a role that is missing is said before what passes by itself', () => {
    expect(lockWords({ ...FREE, role: 'viewer', picture: 'stale' })).toContain('role');
  });
});
