import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { known } from '../known/known.ts';
import { decideRun } from './decide-run.ts';
import { median } from './far-more.ts';
import type { PolicyRun, RunFacts } from './policy-run.ts';

const MINUTE = 60_000;
const NOW = 1_790_000_000_000;
const facts = (change: Partial<RunFacts> = {}): RunFacts => ({
  length: 100_000,
  memoryBytes: 9_000_000,
  lastGeneratedId: `${NOW}-0`,
  groups: ['billing'],
  needing: [],
  ...change,
});

/** A run `ago` quarters of an hour back. */
function run(ago: number, removed: number, change: Partial<PolicyRun> = {}): PolicyRun {
  const begunAt = NOW - ago * 15 * MINUTE;
  return {
    runId: `r${ago}`,
    policyId: 'p',
    fingerprint: 'f',
    connection: 'main',
    stream: 'orders',
    group: null,
    dueAt: begunAt,
    begunAt,
    endedAt: begunAt + 500,
    planId: `plan${ago}`,
    jobId: null,
    auditId: null,
    outcome: removed === 0 ? 'nothing' : 'done',
    removed,
    freedBytes: null,
    heldBy: null,
    sentence: '',
    facts: facts({ length: 100_000 + removed, lastGeneratedId: `${begunAt}-0` }),
    ...change,
  };
}

interface Asked {
  readonly count: number;
  readonly exact?: boolean;
  readonly heldBy?: string;
  readonly met?: true;
  readonly refusal?: string;
}

function planned({ count, exact = true, heldBy, met, refusal }: Asked) {
  return {
    affects: { count, exact },
    refusal: refusal === undefined ? null : [refusal],
    seenAt: NOW,
    preview: {
      of: 'trim' as const,
      length: 100_000,
      firstId: '1-0',
      lastId: `${NOW}-0`,
      bound: known(null),
      unguardedBound: null,
      keeps: 100_000 - count,
      freesBytes: known(0),
      heldBy: heldBy ?? null,
      ...(met === undefined ? {} : { met }),
    },
  };
}

const newest = { keep: { keep: 'newest', entries: 90_000 }, mayEmpty: false } as const;
const decide = (
  asked: Asked,
  earlier: readonly PolicyRun[] = [],
  now: Partial<RunFacts> = {},
  settings: Parameters<typeof decideRun>[0] = newest,
) => decideRun(settings, planned(asked), facts(now), earlier, NOW);

describe('a run', () => {
  test('goes on, says who holds back the rest, or has nothing to do', () => {
    expect(decide({ count: 10_000, heldBy: 'billing' })).toEqual({ go: 'run', heldBy: 'billing', sentence: '' });
    expect(decide({ count: 0, met: true, refusal: 'The stream holds nothing.' })).toMatchObject({
      go: 'nothing',
      sentence: 'The stream holds nothing.',
    });
  });

  test('is held when a group stands in the way of all of it; where need is the rule, that is how it should be', () => {
    const asked = { count: 0, heldBy: 'billing', refusal: 'x' };
    expect(decide(asked)).toMatchObject({ go: 'held', heldBy: 'billing' });
    expect(decide(asked, [], {}, { keep: { keep: 'needed' }, mayEmpty: false })).toMatchObject({ go: 'nothing' });
  });

  test('that removes about what it should is not tried again for less than Redis removes at once', () => {
    const few = { count: 99, exact: false };
    const [tried, worked] = [run(1, 0, { outcome: 'done' }), run(2, 40)];
    expect(decide({ ...few, heldBy: 'billing' }, [tried, worked])).toEqual({
      go: 'held',
      heldBy: 'billing',
      sentence: 'billing still needs all but a few of the oldest entries, so nothing is removed.',
    });
    const held = run(0, 0, { outcome: 'held' });
    expect(decide({ ...few, heldBy: 'billing' }, [held, tried])).toMatchObject({ go: 'held' });
    expect(decide(few, [tried])).toMatchObject({ go: 'nothing', heldBy: null });
    expect(decide({ ...few, count: 100 }, [tried])).toMatchObject({ go: 'run' });
    expect(decide({ ...few, exact: true }, [tried])).toMatchObject({ go: 'run' });
    expect(decide(few, [worked])).toMatchObject({ go: 'run' });
    expect(decide(few)).toMatchObject({ go: 'run' });
  });

  test('is refused with the reason of the plan', () => {
    expect(decide({ count: 0, refusal: 'The ids of this stream are not times.' })).toMatchObject({
      go: 'refused',
      sentence: 'The ids of this stream are not times.',
    });
  });
});

describe('a policy stops itself', () => {
  const usual = [1, 2, 3, 4, 5].map((ago) => run(ago, 2_000));

  test('before it takes far more than the runs before, and not for three times as much', () => {
    expect(decide({ count: 6_000 }, usual)).toMatchObject({ go: 'run' });
    const stopped = decide({ count: 6_001 }, usual);
    expect(stopped).toMatchObject({ go: 'stopped' });
    expect(stopped.sentence).toBe('It would remove 6,001 entries; by the last 4 runs about 2,000 were to be expected.');
  });

  test('but a run that comes late may take what has come meanwhile', () => {
    const late = [9, 10, 11, 12, 13].map((ago) => run(ago, 2_000));
    expect(decide({ count: 18_000 }, late)).toMatchObject({ go: 'run' });
    expect(decide({ count: 60_000 }, late)).toMatchObject({ go: 'stopped' });
  });

  test('what a group held back for hours may go at once when it moved on', () => {
    const held = [1, 2, 3, 4, 5, 6, 7, 8].map((ago) => run(ago, 0, { outcome: 'held' }));
    const worked = [9, 10, 11, 12, 13].map((ago) => run(ago, 2_000));
    expect(decide({ count: 18_000 }, [...held, ...worked])).toMatchObject({ go: 'run' });
  });

  test('few runs, and few entries, tell nothing', () => {
    expect(decide({ count: 90_000 }, usual.slice(0, 3))).toMatchObject({ go: 'run' });
    expect(
      decide(
        { count: 1_000 },
        [1, 2, 3, 4, 5].map((ago) => run(ago, 1)),
      ),
    ).toMatchObject({ go: 'run' });
  });

  test('when a group that had something left to read is gone, and not for one that had nothing', () => {
    const before = run(1, 2_000, { facts: facts({ groups: ['billing', 'mail', 'sms'], needing: ['mail', 'sms'] }) });
    expect(decide({ count: 5 }, [before]).sentence).toMatch(/^The group mail and 1 more had entries/);
    expect(decide({ count: 5 }, [before], { groups: ['billing', 'mail', 'sms'] })).toMatchObject({ go: 'run' });
    const idle = run(1, 2_000, { facts: facts({ groups: ['billing', 'old'], needing: [] }) });
    expect(decide({ count: 5 }, [idle])).toMatchObject({ go: 'run' });
  });

  test('when the stream is another one, or something else removes entries', () => {
    const anew = decide({ count: 5 }, [run(1, 2_000)], { lastGeneratedId: '5-0' });
    expect(anew).toMatchObject({ go: 'stopped', sentence: expect.stringContaining('made anew') });
    const shorter = decide({ count: 5 }, [run(1, 2_000)], { length: 49_999 });
    expect(shorter.sentence).toBe(
      'The stream holds 49,999 entries; after the last run it was 100,000. Something else removes entries.',
    );
    expect(decide({ count: 5 }, [run(1, 2_000)], { length: 50_000 })).toMatchObject({ go: 'run' });
  });

  test('before it leaves nothing in the stream, unless that is meant or need is the rule', () => {
    const younger = { keep: { keep: 'younger', thanMs: MINUTE }, mayEmpty: false } as const;
    expect(decide({ count: 100_000 }, [], {}, younger)).toMatchObject({ go: 'stopped' });
    expect(decide({ count: 99_999 }, [], {}, younger)).toMatchObject({ go: 'run' });
    expect(decide({ count: 100_000 }, [], {}, { ...younger, mayEmpty: true })).toMatchObject({ go: 'run' });
    expect(decide({ count: 100_000 }, [], {}, { keep: { keep: 'needed' }, mayEmpty: false })).toMatchObject({
      go: 'run',
    });
  });
});

test('what is said always says something, and only a plan that does something is carried out', () => {
  const asked = fc.record({
    count: fc.nat(200_000),
    heldBy: fc.option(fc.constantFrom('billing', 'mail'), { nil: undefined }),
    refused: fc.boolean(),
  });
  const runs = fc.array(fc.tuple(fc.nat(9_000), fc.constantFrom('done', 'nothing', 'held', 'interrupted', 'refused')), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(asked, runs, fc.nat(200_000), ({ count, heldBy, refused }, earlier, length) => {
      const history = earlier.map(([removed, outcome], index) =>
        run(index + 1, removed, { outcome: outcome as 'done' }),
      ); // one of the outcomes
      const nothing = count === 0 || refused;
      const decision = decide(
        {
          count: nothing ? 0 : count,
          ...(heldBy === undefined ? {} : { heldBy }),
          ...(nothing ? { refusal: 'It may not.' } : {}),
        },
        history,
        { length },
      );
      if (decision.go === 'run') expect(nothing).toBe(false);
      else expect(decision.sentence).toMatch(/[.]$/);
      if (decision.go === 'stopped') expect(nothing).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('a median is what half of them lie below', () => {
  expect([median([]), median([3]), median([9, 1, 5]), median([1, 2, 10, 20])]).toEqual([0, 3, 5, 6]);
});
