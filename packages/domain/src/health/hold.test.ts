import { describe, expect, test } from 'vitest';
import { holdBack, type Opinion } from './hold.ts';
import type { Finding, Judgement } from './judgement.ts';
import { Rehearsal } from './rehearsal.ts';
import type { GroupStatus, Level } from './status.ts';

function opinion(level: Level, status: GroupStatus): Opinion {
  return { level, status, sentence: [status], clause: [] };
}

function finding(rule: string, verdict: Finding['verdict']): Finding {
  return { rule, title: rule, verdict, evidence: [verdict], level: 'healthy' };
}

/** Plays opinions two seconds apart and gives the statuses that came of them. */
function held(opinions: readonly (readonly [Opinion, Finding[]?])[], caughtUp = false): Judgement[] {
  const play = new Rehearsal();
  const judgements: Judgement[] = [];
  for (const [one, findings = []] of opinions) {
    play.at += 2000;
    judgements.push(holdBack(one, findings, { ...play.situation(), previous: judgements.at(-1) }, caughtUp));
  }
  return judgements;
}

function statuses(judgements: readonly Judgement[]): GroupStatus[] {
  return judgements.map((one) => one.status);
}

const HEALTHY = opinion('healthy', 'healthy');
const IDLE = opinion('idle', 'idle');
const DEAD = opinion('critical', 'dead-consumer');
const FALLING = opinion('critical', 'falling-behind');
const POISON = opinion('warning', 'poison-entry');

describe('a status', () => {
  test('gets worse at once', () => {
    expect(statuses(held([[HEALTHY], [POISON], [FALLING], [DEAD]]))).toEqual([
      'healthy',
      'poison-entry',
      'falling-behind',
      'dead-consumer',
    ]);
  });

  test('turns unknown at the second look that cannot tell, whatever it was', () => {
    const blind = opinion('unknown', 'unknown');
    expect(statuses(held([[HEALTHY], [blind], [HEALTHY], [blind], [blind]]))).toEqual([
      'healthy',
      'healthy',
      'healthy',
      'healthy',
      'unknown',
    ]);
    expect(statuses(held([[blind], [DEAD]]))).toEqual(['unknown', 'dead-consumer']);
  });

  test('that is a fact gets better at the second better look', () => {
    expect(statuses(held([[DEAD], [HEALTHY], [HEALTHY]]))).toEqual(['dead-consumer', 'dead-consumer', 'healthy']);
  });

  test('that is a trend gets better after ten seconds', () => {
    const course = statuses(held([[FALLING], [HEALTHY], [HEALTHY], [HEALTHY], [HEALTHY], [HEALTHY], [HEALTHY]]));
    expect(course.slice(1, 6)).toEqual(Array(5).fill('falling-behind'));
    expect(course[6]).toBe('healthy');
  });

  test.each(['stalled-reading', 'falling-behind', 'catching-up', 'behind'] as const)(
    '%s gets better at the second look at a group that has caught up',
    (status) => {
      const course = statuses(held([[opinion('critical', status)], [HEALTHY], [HEALTHY]], true));
      expect(course).toEqual([status, status, 'healthy']);
    },
  );

  test('from a trend of something else waits although the group has caught up', () => {
    const course = statuses(held([[opinion('warning', 'slow-consumer')], [HEALTHY], [HEALTHY]], true));
    expect(course.at(-1)).toBe('slow-consumer');
  });

  test('that comes back meanwhile has never gone, and keeps its time', () => {
    const judgements = held([[DEAD], [HEALTHY], [DEAD], [HEALTHY], [DEAD]]);
    expect(new Set(statuses(judgements))).toEqual(new Set(['dead-consumer']));
    expect(new Set(judgements.map((one) => one.since)).size).toBe(1);
  });

  test('that cannot be told any more is kept for the growth time', () => {
    const blind: [Opinion, Finding[]] = [HEALTHY, [finding('dead-consumer', 'unknown')]];
    const judgements = held([[DEAD], ...Array.from({ length: 62 }, () => blind)]);
    expect(judgements[60]?.status).toBe('dead-consumer');
    expect(judgements.at(-1)?.status).toBe('healthy');
  });

  test('changes between healthy and idle without waiting', () => {
    expect(statuses(held([[HEALTHY], [IDLE], [HEALTHY]]))).toEqual(['healthy', 'idle', 'healthy']);
  });

  test('that is held keeps the proof of its rule, and the other findings of now', () => {
    const fired = finding('dead-consumer', 'fired');
    const [, second] = held([
      [DEAD, [fired, finding('ghosts', 'unknown')]],
      [HEALTHY, [finding('dead-consumer', 'ruled-out'), finding('ghosts', 'ruled-out')]],
    ]);
    expect(second?.findings).toEqual([fired, finding('ghosts', 'ruled-out')]);
  });

  test('that changes starts a time of its own', () => {
    const [first, second] = held([[HEALTHY], [DEAD]]);
    expect(second?.since).toBe((first?.since ?? 0) + 2000);
  });
});
