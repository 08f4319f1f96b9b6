import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { GROUP_METRIC, GROUP_METRICS } from '../metrics/group-metrics.ts';
import { createRing } from '../metrics/ring.ts';
import { callState, type CallContext } from './call-state.ts';

const AT = 1_795_271_528_000;

function context(part: Partial<CallContext> = {}): CallContext {
  return {
    readAt: AT,
    callMs: 60_000,
    attemptsSeen: true,
    newestCall: AT,
    overdue: false,
    consumers: 3,
    entriesRead: null,
    history: createRing(GROUP_METRICS.length, 100, 2000),
    ...part,
  };
}

function lastCalled(agoMs: number) {
  return { consumer: 'w1', pending: 1, lastCallAt: AT - agoMs, lastGotWorkAt: unknown('old server') };
}

/** A history in which the group read one entry every two seconds. */
function readingHistory() {
  const history = createRing(GROUP_METRICS.length, 200, 2000);
  for (let n = 0; n <= 100; n += 1) {
    const row: (number | null)[] = GROUP_METRICS.map(() => 0);
    row[GROUP_METRIC.entriesRead] = n;
    history.record(AT - 200_000 + n * 2000, row);
  }
  return history;
}

/** As up to Redis 7.0. */
function old(part: Partial<CallContext> = {}): CallContext {
  return context({ attemptsSeen: false, newestCall: AT - 100_000, ...part });
}

describe('where every call is seen', () => {
  test('a consumer is late from the limit on, and not before', () => {
    expect(callState(lastCalled(60_000), context())).toBe('calling');
    expect(callState(lastCalled(60_001), context())).toBe('late');
  });

  test('calls after the list was read are not held against it', () => {
    expect(callState(lastCalled(300_000), context({ readAt: AT - 290_000 }))).toBe('calling');
  });
});

describe('where calls that get nothing leave no trace', () => {
  test('silence alone leaves it unsure', () => {
    expect(callState(lastCalled(100_000), old())).toBe('unsure');
  });

  test('an unread entry that waited all the time makes it late', () => {
    expect(callState(lastCalled(100_000), old({ overdue: true }))).toBe('late');
  });

  test('so does another consumer that was served a whole limit later', () => {
    expect(callState(lastCalled(100_000), old({ newestCall: AT - 41_000 }))).toBe('unsure');
    expect(callState(lastCalled(100_000), old({ newestCall: AT - 40_000 }))).toBe('late');
  });

  test('a full round of entries handed out makes it late, less does not, whoever got them', () => {
    const history = readingHistory();
    expect(callState(lastCalled(100_000), old({ history, entriesRead: 53, consumers: 3 }))).toBe('late');
    expect(callState(lastCalled(100_000), old({ history, entriesRead: 52, consumers: 3, newestCall: AT }))).toBe(
      'unsure',
    );
  });
});
