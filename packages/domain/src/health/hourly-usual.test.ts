import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHourlyUsual, type HourlyUsual } from './hourly-usual.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = DAY * 20_000;

/** A counter that grows by so many a second, polled every ten seconds. */
class Stream {
  at = START;
  added = 0;
  readonly usual: HourlyUsual = createHourlyUsual();

  run(ms: number, perSecond: number): this {
    for (const end = this.at + ms; this.at < end;) {
      this.usual.note(this.at, this.added);
      this.at += 10_000;
      this.added += perSecond * 10;
    }
    return this;
  }

  get perSecond(): number | null {
    const usual = this.usual.at(this.at);
    return usual.known ? usual.value.perSecond : null;
  }
}

describe('what usually comes in', () => {
  test('is not known on the first day', () => {
    const stream = new Stream().run(DAY - HOUR, 40);
    expect(stream.usual.at(stream.at).known).toBe(false);
  });

  test('is known for an hour from the next day on, and of that hour alone', () => {
    const stream = new Stream()
      .run(HOUR, 40)
      .run(HOUR, 10)
      .run(DAY - 2 * HOUR, 5);
    expect(stream.perSecond).toBeCloseTo(40, 0);
    expect(stream.run(HOUR, 40).perSecond).toBeCloseTo(10, 0);
  });

  test('follows a change over some days', () => {
    const stream = new Stream().run(DAY, 10);
    for (let day = 0; day < 8; day += 1) stream.run(DAY, 100);
    expect(stream.perSecond).toBeGreaterThan(90);
    expect(stream.perSecond).toBeLessThan(100);
  });

  test('leaves out what was not watched, and hours of which too little was', () => {
    const stream = new Stream().run(HOUR / 3, 1_000);
    stream.at = START + HOUR;
    stream.run(DAY - HOUR, 5);
    expect(stream.perSecond).toBeNull();
  });

  test('is not upset by a counter that goes back, or is not known for a while', () => {
    const stream = new Stream().run(HOUR / 2, 40);
    stream.added = 0;
    stream.run(HOUR / 2 - 10_000, 40);
    stream.usual.note(stream.at, null);
    stream.at += 10_000;
    stream.added += 400;
    stream.run(DAY - HOUR, 5);
    expect(stream.perSecond).toBeCloseTo(40, 0);
  });

  test('is never negative and always a number', () => {
    const steps = fc.array(
      fc.record({ ms: fc.integer({ min: -HOUR, max: HOUR }), added: fc.option(fc.nat(1e6), { nil: null }) }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const usual = createHourlyUsual();
        let at = START;
        for (const { ms, added } of all) {
          at += ms;
          usual.note(at, added);
          const found = usual.at(at);
          if (found.known) expect(found.value.perSecond).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
