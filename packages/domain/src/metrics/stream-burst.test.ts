import { describe, expect, test } from 'vitest';
import { STREAM_METRICS } from './group-metrics.ts';
import { createRing } from './ring.ts';
import { type StreamBurst, watchBurst } from './stream-burst.ts';

const START = 1_795_262_400_000;

/** Plays rates, each for so many seconds with a poll every two; tells what turned, in seconds since the start. */
function play(...parts: readonly (readonly [perSecond: number, seconds: number])[]) {
  const ring = createRing(STREAM_METRICS.length, 2_000, 2_000);
  let at = START;
  let added = 1_000;
  let burst: StreamBurst | undefined;
  const turns: string[] = [];
  for (const [perSecond, seconds] of parts) {
    for (let second = 0; second < seconds; second += 2) {
      at += 2_000;
      added += perSecond * 2;
      ring.record(at, [added, added, null]);
      const turn = watchBurst(burst, ring, at);
      if (turn.turned !== null) turns.push(`${turn.turned} at ${(at - START) / 1_000}`);
      burst = turn.turned === 'ended' ? undefined : turn.burst;
    }
  }
  return { turns, burst };
}

describe('a burst', () => {
  test('begins when far more comes in than before, and ends when it does not any more', () => {
    const { turns } = play([20, 200], [200, 60], [20, 60]);
    expect(turns).toHaveLength(2);
    expect(turns[0]).toMatch(/^began at 20[2-8]$/);
    expect(turns[1]).toMatch(/^ended at 27[0-9]$/);
  });

  test('knows what was usual and the most there was', () => {
    const { burst } = play([20, 200], [200, 40]);
    expect(burst?.usual).toBeCloseTo(20, 0);
    expect(burst?.peak).toBeCloseTo(200, 0);
  });

  test('out of silence is one too', () => {
    expect(play([0, 200], [50, 30]).turns).toHaveLength(1);
  });

  test('is not what varies a little, grows slowly, or is small', () => {
    expect(play([20, 200], [40, 60], [15, 60]).turns).toEqual([]);
    expect(play([1, 200], [4, 60]).turns).toEqual([]);
    expect(play(...Array.from({ length: 20 }, (_, step) => [20 + step * 2, 30] as const)).turns).toEqual([]);
  });

  test('is not seen before there is something to hold it against', () => {
    expect(play([20, 60], [200, 20]).turns).toEqual([]);
  });

  test('that lasts is one, however long', () => {
    expect(play([20, 200], [200, 1_200]).turns).toHaveLength(1);
  });
});
