import { describe, expect, test } from 'vitest';
import { summaryOf } from '../live/test-rows.ts';
import { shareText, liveWords } from './live-words.ts';

describe('the Live button', () => {
  const summary = summaryOf({ polledAt: Date.UTC(2026, 10, 20, 14, 32, 8) });
  test('says how often while live, and that it was stretched', () => {
    expect(liveWords({ kind: 'live', ageMs: 900 }, summary, 'utc')).toEqual({
      title: 'Live',
      note: 'every 2 s',
      tone: 'ok',
    });
    const slow = summaryOf({ cost: { ...summary.cost, intervalMs: 10_000, stretchedBecause: 'Redis is busy' } });
    expect(liveWords({ kind: 'live', ageMs: 900 }, slow, 'utc').note).toBe('every 10 s, stretched');
  });
  test('turns into the age of the data when that is old', () => {
    expect(liveWords({ kind: 'stale', ageMs: 38_000 }, summary, 'utc')).toMatchObject({
      title: '38 s old',
      tone: 'warn',
    });
    expect(liveWords({ kind: 'redis-lost', ageMs: 38_000 }, summary, 'utc')).toMatchObject({
      title: '38 s old',
      tone: 'crit',
    });
  });
  test('says since when it is paused, and how old the picture has become', () => {
    expect(liveWords({ kind: 'paused', ageMs: 47_000 }, summary, 'utc')).toMatchObject({
      title: 'Paused at 14:32:08',
      note: '47 s old',
    });
  });
  test('claims no age before the first poll', () => {
    expect(liveWords({ kind: 'redis-lost', ageMs: null }, null, 'utc').title).toBe('No answer');
    expect(liveWords({ kind: 'waiting', ageMs: null }, null, 'utc').title).toBe('Connecting');
  });
});

test('shares of a core keep the digits that matter', () => {
  expect(shareText(0)).toBe('0%');
  expect(shareText(0.00002)).toBe('< 0.01%');
  expect(shareText(0.0021)).toBe('0.21%');
  expect(shareText(0.012)).toBe('1.2%');
  expect(shareText(0.34)).toBe('34%');
});
