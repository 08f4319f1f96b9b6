import { describe, expect, test } from 'vitest';
import { advance, type AlertState, type Sight } from './advance.ts';

const MET: Sight = { known: true, met: true, clear: false };
const CLEAR: Sight = { known: true, met: false, clear: true };
const BETWEEN: Sight = { known: true, met: false, clear: false };
const UNKNOWN: Sight = { known: false, because: 'Redis is away' };
const TIMING = { forMs: 10_000, holdMs: 5_000 };

/** Plays sights a second apart and tells what turned when. */
function play(sights: readonly Sight[], timing = TIMING, everyMs = 1_000) {
  let state: AlertState | undefined;
  let at = 0;
  let ids = 0;
  const turned: string[] = [];
  for (const sight of sights) {
    const step = advance(state, sight, timing, at, () => `i${(ids += 1)}`);
    if (step.turned !== null) turned.push(`${step.turned} at ${at / 1_000}`);
    state = step.state;
    at += everyMs;
  }
  return { state, turned };
}

const times = (n: number, sight: Sight): Sight[] => Array.from({ length: n }, () => sight);

describe('an alert', () => {
  test('fires once the condition was met for as long as the rule says', () => {
    expect(play(times(10, MET)).turned).toEqual([]);
    expect(play(times(10, MET)).state).toMatchObject({ is: 'pending', since: 0 });
    expect(play(times(12, MET)).turned).toEqual(['fired at 10']);
  });

  test('without a duration fires at once', () => {
    expect(play([MET], { forMs: 0, holdMs: 0 }).turned).toEqual(['fired at 0']);
  });

  test('a condition that was not met for one look begins anew', () => {
    expect(play([...times(8, MET), CLEAR, ...times(10, MET)]).turned).toEqual([]);
  });

  test('goes on firing until it was over for the hold, and not a look less', () => {
    const fired = times(11, MET);
    expect(play([...fired, ...times(5, CLEAR)]).turned).toEqual(['fired at 10']);
    expect(play([...fired, ...times(6, CLEAR)]).turned).toEqual(['fired at 10', 'resolved at 16']);
    expect(play([...fired, ...times(5, CLEAR), MET, ...times(5, CLEAR)]).turned).toEqual(['fired at 10']);
  });

  test('between the limit and the level where it is clear it neither fires nor is resolved', () => {
    expect(play(times(30, BETWEEN)).turned).toEqual([]);
    expect(play([...times(11, MET), ...times(30, BETWEEN)]).turned).toEqual(['fired at 10']);
  });

  test('keeps its id from firing to its end', () => {
    const { state } = play([...times(11, MET), ...times(3, CLEAR), ...times(3, UNKNOWN), ...times(3, MET)]);
    expect(state).toMatchObject({ is: 'firing', incidentId: 'i1', since: 10_000 });
  });
});

describe('what is not known', () => {
  test('neither fires nor resolves, and says since when and why', () => {
    const pending = play([...times(5, MET), ...times(60, UNKNOWN)]);
    expect(pending.turned).toEqual([]);
    expect(pending.state).toMatchObject({ is: 'pending', unknownSince: 5_000, unknownBecause: 'Redis is away' });
    const firing = play([...times(11, MET), ...times(60, UNKNOWN)]);
    expect(firing.turned).toEqual(['fired at 10']);
    expect(firing.state).toMatchObject({ is: 'firing', unknownSince: 11_000 });
  });

  test('does not count: what was met for 6 s before and 4 s behind it was met for 10', () => {
    expect(play([...times(6, MET), ...times(60, UNKNOWN), ...times(4, MET)]).turned).toEqual([]);
    expect(play([...times(6, MET), ...times(60, UNKNOWN), ...times(5, MET)]).turned).toEqual(['fired at 70']);
    const over = [...times(11, MET), ...times(3, CLEAR), ...times(60, UNKNOWN)];
    expect(play([...over, ...times(2, CLEAR)]).turned).toEqual(['fired at 10']);
    expect(play([...over, ...times(3, CLEAR)]).turned).toEqual(['fired at 10', 'resolved at 76']);
  });

  test('is nothing to remember of what was neither pending nor fired', () => {
    expect(play(times(5, UNKNOWN)).state).toBeUndefined();
  });

  test('a reason that changes is told, the time since it is not', () => {
    const other: Sight = { known: false, because: 'polling is paused' };
    const { state } = play([...times(3, MET), UNKNOWN, UNKNOWN, other]);
    expect(state).toMatchObject({ unknownSince: 3_000, unknownBecause: 'polling is paused' });
  });
});

test('a clock that goes back makes nothing fire early, and nothing wait for its old future', () => {
  const first = advance(undefined, MET, TIMING, 1_000_000, () => 'a');
  const back = advance(first.state, MET, TIMING, 500_000, () => 'b');
  expect(back).toMatchObject({ turned: null, state: { since: 500_000 } });
  expect(advance(back.state, MET, TIMING, 510_000, () => 'c').turned).toBe('fired');
});
