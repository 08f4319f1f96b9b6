import fc from 'fast-check';
import { known, unknown } from '@weir/domain/known/known';
import { describe, expect, test } from 'vitest';
import { callsBeforeRestart, withoutLoading, type CallsBefore } from './calls-before-restart.ts';

// Redis ms and this machine's monotonic ms of the last poll before the restart.
const BEFORE = 1_795_262_400_000;
const HOUR = 3_600_000;
const consumer = (name: string, silentMs: number) => ({
  consumer: name,
  pending: 3,
  lastCallAt: BEFORE - silentMs,
  lastGotWorkAt: known(BEFORE - silentMs),
});
const reply = (name: string, idleMs: number, inactiveMs: number | null | undefined = idleMs) => ({
  consumer: name,
  pending: 3,
  idleMs,
  inactiveMs,
});
function remembered(...silences: readonly number[]): CallsBefore {
  const consumers = silences.map((ms, n) => consumer(`c${n}`, ms));
  const before = callsBeforeRestart(known({ readAt: BEFORE, consumers }), 10_000);
  if (before === undefined) throw new Error('nothing was remembered');
  return before;
}

describe('the calls of consumers over a restart', () => {
  test('are remembered of the silent ones alone', () => {
    expect([...remembered(HOUR, 5_000, 60_001).silent.keys()]).toEqual(['c0', 'c2']);
    expect(callsBeforeRestart(known({ readAt: BEFORE, consumers: [consumer('c', 60_000)] }), 0)).toBeUndefined();
    expect(callsBeforeRestart(unknown('not read yet'), 0)).toBeUndefined();
  });

  test('stand while Redis only says that it loaded', () => {
    // Loaded 5 s before Weir came back, and read 2 s after that.
    const now = BEFORE + 20_000;
    const seen = withoutLoading(remembered(HOUR), [reply('c0', 7_000)], now, 12_000);
    expect(seen.replies).toEqual([reply('c0', HOUR + 20_000)]);
    expect(seen.before?.silent.size).toBe(1);
  });

  test('are forgotten with the first call after it', () => {
    const seen = withoutLoading(remembered(HOUR, HOUR), [reply('c0', 1_500), reply('c1', 7_000)], BEFORE, 12_000);
    expect(seen.replies[0]).toEqual(reply('c0', 1_500));
    expect([...(seen.before?.silent.keys() ?? [])]).toEqual(['c1']);
    expect(withoutLoading(remembered(HOUR), [reply('c0', 1_500)], BEFORE, 12_000).before).toBeUndefined();
  });

  test('say no less than Redis does, as where a snapshot keeps idle times or a replica took over', () => {
    const [seen] = withoutLoading(remembered(HOUR), [reply('c0', 2 * HOUR)], BEFORE + 20_000, 12_000).replies;
    expect(seen?.idleMs).toBe(2 * HOUR);
  });

  test('leave new consumers, and what servers do not tell, as they are', () => {
    const replies = [reply('new', 9_000), { ...reply('c0', 9_000), inactiveMs: undefined }];
    const seen = withoutLoading(remembered(HOUR), replies, BEFORE, 12_000).replies;
    expect(seen[0]).toBe(replies[0]);
    expect(seen[1]?.inactiveMs).toBeUndefined();
  });

  test('never make a consumer look younger, nor touch one that called since Weir came back', () => {
    const ms = fc.integer({ min: 0, max: 5 * HOUR });
    fc.assert(
      fc.property(
        fc.array(ms, { minLength: 1, maxLength: 8 }),
        fc.array(ms, { maxLength: 8 }),
        ms,
        (silences, idles, later) => {
          const consumers = silences.map((silent, n) => consumer(`c${n}`, silent));
          const before = callsBeforeRestart(known({ readAt: BEFORE, consumers }), 0);
          if (before === undefined) return;
          const replies = idles.map((idle, n) => reply(`c${n}`, idle));
          const seen = withoutLoading(before, replies, BEFORE + later, later);
          for (const [n, one] of seen.replies.entries()) {
            const said = replies[n]?.idleMs ?? 0;
            expect(one.idleMs).toBeGreaterThanOrEqual(said);
            if (said < later) expect(one.idleMs).toBe(said);
            else if (before.silent.has(one.consumer))
              expect(one.idleMs).toBeGreaterThanOrEqual(later + (silences[n] ?? 0));
          }
        },
      ),
    );
  });
});
