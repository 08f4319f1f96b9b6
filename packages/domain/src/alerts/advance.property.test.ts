import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, type AlertState, type AlertTiming, type Sight } from './advance.ts';

// Whatever is seen, in whatever order and however far apart, some things about an alert hold.

const sight: fc.Arbitrary<Sight> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Sight>({ known: true, met: true, clear: false }) },
  { weight: 4, arbitrary: fc.constant<Sight>({ known: true, met: false, clear: true }) },
  { weight: 1, arbitrary: fc.constant<Sight>({ known: true, met: false, clear: false }) },
  { weight: 2, arbitrary: fc.constant<Sight>({ known: false, because: 'x' }) },
);
const looks = fc.array(fc.tuple(fc.integer({ min: 1, max: 20_000 }), sight), { minLength: 1, maxLength: 80 });
const timings = fc.record({ forMs: fc.integer({ min: 0, max: 60_000 }), holdMs: fc.integer({ min: 0, max: 60_000 }) });

interface Turn {
  readonly at: number;
  readonly turned: 'fired' | 'resolved';
  readonly incidentId: string;
}

function play(seen: readonly (readonly [number, Sight])[], timing: AlertTiming) {
  let state: AlertState | undefined;
  let at = 1_000_000;
  let ids = 0;
  const turns: Turn[] = [];
  const steps: { readonly at: number; readonly sight: Sight; readonly state: AlertState | undefined }[] = [];
  for (const [later, one] of seen) {
    at += later;
    const before = state;
    const step = advance(before, one, timing, at, () => `i${(ids += 1)}`);
    ({ state } = step);
    const firing = step.turned === 'resolved' ? before : state;
    if (step.turned !== null)
      turns.push({ at, turned: step.turned, incidentId: firing?.is === 'firing' ? firing.incidentId : '' });
    steps.push({ at, sight: one, state });
  }
  return { turns, steps };
}

describe('an alert, whatever is seen', () => {
  test('fires and resolves by turns: there are never two open incidents of one rule and subject', () => {
    fc.assert(
      fc.property(looks, timings, (seen, timing) => {
        const { turns } = play(seen, timing);
        turns.forEach(({ turned, incidentId }, index) => {
          expect(turned).toBe(index % 2 === 0 ? 'fired' : 'resolved');
          expect(incidentId).toBe(`i${Math.floor(index / 2) + 1}`);
        });
      }),
    );
  });

  test('flaps no faster than its hold, and fires again no sooner than it must have been met', () => {
    fc.assert(
      fc.property(looks, timings, (seen, timing) => {
        const { turns } = play(seen, timing);
        turns.forEach(({ at, turned }, index) => {
          const before = turns[index - 1];
          if (before === undefined) return;
          expect(at - before.at).toBeGreaterThanOrEqual(turned === 'resolved' ? timing.holdMs : timing.forMs);
        });
      }),
    );
  });

  test('turns only on what was seen: never while nothing is known', () => {
    fc.assert(
      fc.property(looks, timings, (seen, timing) => {
        const { turns, steps } = play(seen, timing);
        for (const { at, turned } of turns) {
          const step = steps.find((one) => one.at === at);
          expect(step?.sight).toMatchObject(
            turned === 'fired' ? { known: true, met: true } : { known: true, clear: true },
          );
        }
      }),
    );
  });

  test('what was met, and known, for all of its duration fires', () => {
    fc.assert(
      fc.property(timings, fc.integer({ min: 1, max: 10_000 }), (timing, everyMs) => {
        const needed = Math.ceil(timing.forMs / everyMs) + 1;
        const seen = Array.from({ length: needed }, (): [number, Sight] => [
          everyMs,
          { known: true, met: true, clear: false },
        ]);
        expect(play(seen, timing).turns.map(({ turned }) => turned)).toEqual(['fired']);
      }),
      { numRuns: 50 },
    );
  });
});
