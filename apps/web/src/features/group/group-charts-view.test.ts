import type { SeriesAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { describe, expect, test } from 'vitest';
import { pendingSeries, ratesSeries, unreadSeries } from './group-charts-view.ts';

const row: GroupRow = {
  key: 1,
  stream: 'orders',
  group: 'fulfilment',
  level: 'healthy',
  status: 'healthy',
  since: 0,
  sentence: [],
  clause: [],
  unread: 42,
  unreadQuality: 'exact',
  unreadBecause: '',
  oldestUnreadAt: 0,
  behindBecause: '',
  pending: 1311,
  oldestPendingAt: 0,
  oldestPendingBecause: '',
  consumers: 8,
  position: '1-0',
  entriesRead: 1,
  inPerSecond: 1,
  outPerSecond: 1,
  eta: 'now',
  etaMs: null,
  nextRunAt: 0,
  spark: 'unread',
  culprit: '',
  seenAt: 0,
};
const answer = (metric: SeriesAnswer['metric'], points: SeriesAnswer['points']): SeriesAnswer => ({ metric, points });

describe('charts of a group', () => {
  test('pending is hot only while it is what is wrong', () => {
    expect(pendingSeries([], row)[0]).toMatchObject({ colour: 'h0', current: '1,311' });
    expect(pendingSeries([], { ...row, status: 'dead-consumer' })[0]?.colour).toBe('h4');
  });

  test('unknown unread is the word, not zero', () => {
    expect(unreadSeries([], { ...row, unread: null, unreadQuality: 'unknown' })[0]?.current).toBe('unknown');
    expect(unreadSeries([], { ...row, unreadQuality: 'at-most' })[0]?.current).toBe('≤ 42');
  });

  test('rates carry the newest reading, and nothing where there is none', () => {
    const [incoming, acked] = ratesSeries([
      answer('inPerSecond', [[1, 86]]),
      answer('outPerSecond', [
        [1, null],
        [2, null],
      ]),
    ]);
    expect(incoming?.current).toBe('86/s');
    expect(acked?.current).toBe('');
  });
});
