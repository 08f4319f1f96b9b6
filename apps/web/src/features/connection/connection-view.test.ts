import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../live/test-rows.ts';
import { bannerWords, followOutage, NO_OUTAGE, serverText } from './connection-view.ts';

const at = Date.UTC(2026, 10, 20, 14, 31, 30);
const clocks = { serverNow: at + 38_000, hereNow: at + 38_000, skewMs: 0, zone: 'utc' } as const;
const open = { state: 'open' } as const;
const down = {
  state: 'down',
  since: at,
  reason: 'refused',
  sentence: 'localhost:6379 refused the connection.',
  attempts: 6,
  nextTryAt: at + 42_600,
} as const;

describe('the banner', () => {
  test('says since when, how old the page is, why, and when the next try is', () => {
    expect(bannerWords({ kind: 'redis-lost', ageMs: 38_000 }, down, open, clocks)).toEqual({
      title: 'Can’t reach Redis since 14:31:30. Everything below is 38 s old.',
      sentence: 'localhost:6379 refused the connection. Tried 6 times.',
      next: 'Next try in 5 s',
    });
  });
  test('claims no age when nothing was ever polled, and counts no single try', () => {
    const words = bannerWords(
      { kind: 'redis-lost', ageMs: null },
      { ...down, attempts: 1, nextTryAt: null },
      open,
      clocks,
    );
    expect(words).toEqual({
      title: 'Can’t reach Redis since 14:31:30.',
      sentence: 'localhost:6379 refused the connection.',
      next: '',
    });
  });
  test('tells a lost server of Weir from a lost Redis', () => {
    const words = bannerWords(
      { kind: 'weir-lost', ageMs: 1_000 },
      down,
      { state: 'lost', since: at, nextTryAt: at },
      clocks,
    );
    expect(words?.title).toContain('Can’t reach Weir');
    expect(words?.next).toBe('Trying now');
  });
  test('shows server times by the clock of Redis', () => {
    const words = bannerWords({ kind: 'redis-lost', ageMs: null }, down, open, { ...clocks, skewMs: 60_000 });
    expect(words?.title).toBe('Can’t reach Redis since 14:32:30.');
  });
  test('is not there while all is well, stale or paused', () => {
    for (const kind of ['live', 'stale', 'paused', 'waiting'] as const)
      expect(bannerWords({ kind, ageMs: 5 }, down, open, clocks)).toBeNull();
  });
});

test('names the server and only a role that is not the usual one', () => {
  expect(serverText(summaryOf())).toBe('Redis 7.0.15');
  expect(serverText(summaryOf({ product: 'valkey', version: '9.1.2', role: 'replica', readOnly: true }))).toBe(
    'Valkey 9.1.2, replica, read-only',
  );
  expect(serverText(summaryOf({ version: '' }))).toBe('Connecting');
});

describe('an outage', () => {
  const held = followOutage(NO_OUTAGE, true, at);
  test('lasts from the last poll before it to the first one after it, as the age of the page did', () => {
    expect(followOutage(held, false, at + 17_000).backAfterMs).toBe(17_000);
  });
  test('is not over when the connection is back and nothing was polled yet', () => {
    expect(followOutage(held, false, at)).toBe(held);
  });
  test('keeps its beginning while it lasts, and a second one begins anew', () => {
    expect(followOutage(held, true, at)).toBe(held);
    const back = followOutage(held, false, at + 17_000);
    expect(followOutage(followOutage(back, true, at + 20_000), false, at + 23_000).backAfterMs).toBe(3_000);
  });
});
