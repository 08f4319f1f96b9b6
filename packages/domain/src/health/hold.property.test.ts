import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { timeToCatchUp } from '../metrics/eta.ts';
import { inRate, outRate, RATE_WINDOWS_MS } from '../metrics/rates.ts';
import { HEALTH_RULES } from './catalogue.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { Rehearsal } from './rehearsal.ts';
import { LEVELS } from './status.ts';
import { takeSigns } from './signs.ts';

// What one second of a life may bring, in any order: also what no sane system does.
const second = fc.record({
  add: fc.integer({ min: 0, max: 120 }),
  read: fc.integer({ min: 0, max: 120 }),
  ack: fc.integer({ min: 0, max: 120 }),
  trim: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 20 }),
  back: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 40 }),
  blind: fc.option(fc.constant(true), { freq: 25 }),
});
const lives = fc.array(second, { minLength: 20, maxLength: 120 });
const ids = fc.constantFrom<((n: number, at: number) => string) | undefined>(
  undefined,
  (n) => `${n}-0`,
  (n, at) => `${at + 7_200_000}-${n}`,
);

type Second = typeof second extends fc.Arbitrary<infer S> ? S : never;
type IdOf = ((n: number, at: number) => string) | undefined;

function live(seconds: readonly Second[], idOf: IdOf, look: (play: Rehearsal) => void): void {
  const play = new Rehearsal({ consumers: ['a', 'b'], ...(idOf === undefined ? {} : { idOf }) });
  for (const { add, read, ack, trim, back, blind } of seconds) {
    play.at += 2_000;
    play.add(add);
    play.ack('a', ack);
    play.read('a', read);
    if (trim !== null) play.trim(trim);
    if (back !== null) play.position = Math.max(0, play.position - back);
    play.blur =
      blind === null
        ? (group) => group
        : (group) => ({ ...group, oldestUnreadId: unknown('denied'), worstPending: unknown('denied') });
    play.poll();
    look(play);
  }
}

describe('whatever a group does', () => {
  test('no rule throws, and each answers', () => {
    fc.assert(
      fc.property(lives, ids, (seconds, idOf) => {
        live(seconds, idOf, (play) => {
          const signs = takeSigns(play.situation());
          for (const rule of HEALTH_RULES) expect(rule.look(signs).finding.rule).toBe(rule.name);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('the time to catch up is never negative, and always a number', () => {
    fc.assert(
      fc.property(lives, ids, (seconds, idOf) => {
        live(seconds, idOf, ({ ring, at, ...play }) => {
          const rates = RATE_WINDOWS_MS.map((windowMs) => ({
            windowMs,
            inPerSecond: inRate(ring, windowMs, at),
            outPerSecond: outRate(ring, windowMs, at),
          }));
          const waits = play.ids.length - Math.max(play.position, play.first);
          const { eta, etaMs } = timeToCatchUp({ known: true, value: waits, quality: 'exact', source: 'test' }, rates);
          if (eta !== 'time') return expect(etaMs).toBeNull();
          expect(etaMs).toBeGreaterThan(0);
          expect(Number.isFinite(etaMs)).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('a status that got better stood for its hold before it did', () => {
    let better = 0;
    fc.assert(
      fc.property(lives, ids, (seconds, idOf) => {
        let before: Rehearsal['judgement'];
        live(seconds, idOf, ({ judgement, at }) => {
          if (judgement !== undefined && before !== undefined && judgement.status !== before.status) {
            const isBetter = LEVELS.indexOf(judgement.level) > LEVELS.indexOf(before.level);
            const wasTrouble = before.level === 'critical' || before.level === 'warning';
            if (isBetter && wasTrouble) {
              better += 1;
              // Two polls in a row had to say so; one of them was the last one of the old status.
              expect(at - before.since).toBeGreaterThanOrEqual((DEFAULT_LIMITS.holdJudgements - 1) * 2_000);
              expect(at - judgement.since).toBe(0);
            }
          }
          before = judgement;
        });
      }),
      { numRuns: 60 },
    );
    expect(better).toBeGreaterThan(5);
  });
});
