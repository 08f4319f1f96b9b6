import { describe, expect, test } from 'vitest';
import { decideLetters } from './decide-letters.ts';
import type { PolicyRun, RunFacts } from './policy-run.ts';

const MINUTE = 60_000;
const NOW = 1_790_000_000_000;
const facts = (at = NOW): RunFacts => ({
  length: 1_000,
  memoryBytes: null,
  lastGeneratedId: `${at}-0`,
  groups: ['workers'],
  needing: ['workers'],
});

/** A run `ago` minutes back. */
function run(ago: number, removed: number): PolicyRun {
  const begunAt = NOW - ago * MINUTE;
  return {
    runId: `r${ago}`,
    policyId: 'p',
    fingerprint: 'f',
    connection: 'main',
    stream: 'orders',
    group: 'workers',
    dueAt: begunAt,
    begunAt,
    endedAt: begunAt + 5,
    planId: null,
    jobId: null,
    auditId: null,
    outcome: removed === 0 ? 'nothing' : 'done',
    removed,
    freedBytes: null,
    heldBy: null,
    sentence: '',
    facts: facts(begunAt),
  };
}

interface Asked {
  readonly count: number;
  readonly payloadGone?: number;
  readonly met?: true;
  readonly refusal?: string;
}

function planned({ count, payloadGone = 0, met, refusal }: Asked) {
  return {
    affects: { count, exact: true },
    refusal: refusal === undefined ? null : [refusal],
    seenAt: NOW,
    preview: {
      of: 'dead-letter' as const,
      from: [],
      deliveries: [],
      payloadGone,
      oldestId: null,
      newestId: null,
      to: 'orders:dlq',
      targetLength: null,
      otherGroups: [],
      oneStep: true,
      ...(met === undefined ? {} : { met }),
    },
  };
}

const calm = [1, 2, 3, 4, 5].map((ago) => run(ago, 2));
const decide = (asked: Asked, earlier: readonly PolicyRun[] = calm, seen = facts()) =>
  decideLetters(planned(asked), seen, earlier, NOW);

describe('a run of a dead-letter policy', () => {
  test('carries out what is as ever', () => {
    expect(decide({ count: 3 })).toEqual({ go: 'run', heldBy: null, sentence: '' });
  });

  test('says how many it leaves out because nothing is left of them', () => {
    expect(decide({ count: 3, payloadGone: 2 })).toMatchObject({
      go: 'run',
      sentence: '2 entries without a payload left out.',
    });
  });

  test('is over at once where nothing matches, and says so where they lost their payload', () => {
    expect(decide({ count: 0, met: true, refusal: 'No entry matches.' })).toEqual({
      go: 'nothing',
      heldBy: null,
      sentence: '',
    });
    const lost = decide({ count: 0, met: true, refusal: 'All have lost their payload.', payloadGone: 4 });
    expect(lost).toMatchObject({ go: 'nothing', sentence: 'All have lost their payload.' });
  });

  test('stops where the entries cannot be put anywhere', () => {
    const refused = decide({ count: 0, refusal: 'This account may not XADD to orders:dlq.' });
    expect(refused).toEqual({ go: 'stopped', heldBy: null, sentence: 'This account may not XADD to orders:dlq.' });
  });

  test('stops where far more fails than usual; up to 100 are never far more', () => {
    expect(decide({ count: 100 }).go).toBe('run');
    const many = decide({ count: 101 });
    expect(many.go).toBe('stopped');
    expect(many.sentence).toBe('It would dead-letter 101 entries; by the last 4 runs about 2 were to be expected.');
    expect(
      decide(
        { count: 101 },
        calm.map((each) => ({ ...each, removed: 60 })),
      ).go,
    ).toBe('run');
  });

  test('that comes late may find as much more', () => {
    const late = [300, 301, 302, 303, 304].map((ago) => run(ago, 2));
    expect(decide({ count: 600 }, late).go).toBe('run');
  });

  test('compares with nothing before it knows what is usual: its limit keeps it small until then', () => {
    expect(decide({ count: 900 }, calm.slice(0, 3)).go).toBe('run');
    expect(decide({ count: 900 }, []).go).toBe('run');
  });

  test('stops on a stream that was made anew', () => {
    expect(decide({ count: 1 }, calm, facts(NOW - 9 * MINUTE))).toMatchObject({
      go: 'stopped',
      sentence: expect.stringContaining('made anew'),
    });
  });
});
