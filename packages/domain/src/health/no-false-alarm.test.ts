import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Rehearsal, troubles } from './rehearsal.ts';

// A small generator of its own, so that a run is given by its seed alone.
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const load = fc.record({
  seed: fc.nat(1e9),
  perSecond: fc.constantFrom(0.02, 0.2, 1, 8, 60, 300),
  spare: fc.double({ min: 1.15, max: 3, noNaN: true }),
  unrest: fc.double({ min: 0, max: 1, noNaN: true }),
  consumers: fc.integer({ min: 1, max: 6 }),
  idleCountsAttempts: fc.boolean(),
  trims: fc.boolean(),
});

test('a group that can keep up is never alarmed about, however restless its load', () => {
  fc.assert(
    fc.property(load, ({ seed, perSecond, spare, unrest, consumers, idleCountsAttempts, trims }) => {
      const dice = diceOf(seed);
      const names = Array.from({ length: consumers }, (_, n) => `w${n}`);
      const play = new Rehearsal({ consumers: names, idleCountsAttempts });
      const share = (perSecond * spare) / consumers;
      play.play(900, () => {
        const came = perSecond * (1 + unrest * (dice() * 2 - 1));
        play.add(Math.floor(came) + (dice() < came % 1 ? 1 : 0));
        for (const name of names) {
          play.ack(name);
          play.read(name, Math.max(1, Math.ceil(share * (1 + unrest * (dice() - 0.5)))));
        }
        if (trims && dice() < 0.1) play.trim(Math.ceil(perSecond * 600) + 100);
      });
      expect(troubles(play)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('a group that stands a steady distance behind is never said to fall, nor to catch up', () => {
  fc.assert(
    fc.property(
      fc.nat(1e9),
      fc.constantFrom(5, 50, 300),
      fc.integer({ min: 70, max: 600 }),
      (seed, perSecond, behindSeconds) => {
        const dice = diceOf(seed);
        const play = new Rehearsal();
        // The reader keeps its distance: what it takes now is what came in so many seconds ago, a little late or early.
        for (let second = -behindSeconds; second < 0; second += 1)
          play.add(Math.round(perSecond * (0.8 + dice() * 0.4)));
        play.play(900, () => {
          play.add(Math.round(perSecond * (0.8 + dice() * 0.4)));
          play.ack('w1');
          const excess = play.ids.length - play.position - perSecond * behindSeconds;
          play.read('w1', Math.max(1, Math.round(perSecond + excess * 0.5 + perSecond * (dice() - 0.5) * 0.4)));
        });
        expect(new Set(troubles(play))).toEqual(new Set(['behind']));
      },
    ),
    { numRuns: 25 },
  );
});
