import { describe, expect, test } from 'vitest';
import { batchOf, fitted } from './batch.ts';
import { newGroupMemory } from './group-memory.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { Rehearsal, evidenceOf, sentenceOf, verdictOf } from './rehearsal.ts';

const AT = 1_000_000_000;

function paused(pauses: number, pauseMs: number, sinceRunMs: number, batchEveryMs = 0) {
  const memory = { ...newGroupMemory(), pauses, pauseMs, movedAt: AT - sinceRunMs };
  return { at: AT, memory, limits: { ...DEFAULT_LIMITS, batchEveryMs } };
}

describe('a habit', () => {
  test('is two pauses of like length', () => {
    expect(batchOf(paused(1, 100_000, 10_000))).toBeUndefined();
    expect(batchOf(paused(2, 100_000, 10_000))).toEqual({
      everyMs: 100_000,
      dueAt: AT + 90_000,
      lateAt: AT + 190_000,
      from: 'learned',
    });
  });

  test('is forgotten when the run stays away for four times as long', () => {
    expect(batchOf(paused(2, 100_000, 400_000))).toBeDefined();
    expect(batchOf(paused(2, 100_000, 400_001))).toBeUndefined();
  });
});

describe('a batch that is set', () => {
  test('needs no habit, and is never forgotten', () => {
    expect(batchOf(paused(0, 0, 9_000_000, 600_000))).toMatchObject({ everyMs: 600_000, from: 'set' });
  });

  test('is late a tenth after it was due, and not before a minute has passed', () => {
    expect(batchOf(paused(0, 0, 0, 3_600_000))?.lateAt).toBe(AT + 3_600_000 + 360_000);
    expect(batchOf(paused(0, 0, 0, 60_000))?.lateAt).toBe(AT + 60_000 + 60_000);
  });

  test('counts before what was learned', () => {
    expect(batchOf(paused(5, 40_000, 0, 600_000))?.everyMs).toBe(600_000);
  });
});

describe('limits of a group that reads in batches', () => {
  test('let its consumers be silent until the run is late', () => {
    expect(fitted(paused(2, 100_000, 10_000)).limits.callMs).toBe(200_000);
  });

  test('are those of every other group where it does not, or reads often', () => {
    const usual = paused(0, 0, 10_000);
    expect(fitted(usual)).toBe(usual);
    const often = paused(2, 40_000, 10_000);
    expect(fitted(often)).toBe(often);
  });
});

function nightly(limits = DEFAULT_LIMITS): Rehearsal {
  return new Rehearsal({ consumers: ['nightly'], limits });
}

function run(play: Rehearsal, seconds: number, every: number): void {
  play.play(seconds, (second) => {
    play.add(10);
    play.ack('nightly');
    if (second % every === every - 1) play.read('nightly', 1e6);
  });
}

describe('a run that stays away', () => {
  test('is told with when it was due, by what and how much waits', () => {
    const play = nightly({ ...DEFAULT_LIMITS, batchEveryMs: 300_000 });
    run(play, 600, 300);
    expect(play.judgement?.status).toBe('batch');
    play.ack('nightly');
    play.play(355, () => play.add(10));
    expect(verdictOf(play, 'late-batch')).toBe('ruled-out');
    expect(evidenceOf(play, 'late-batch')).toBe('No. The next run is expected 12:15:00.');
    play.play(10, () => play.add(10));
    expect(play.judgement).toMatchObject({ status: 'late-batch', level: 'warning' });
    expect(sentenceOf(play)).toMatch(
      /^The batch is late\. Its run was due at 12:15:00, and 3,6\d\d entries wait\. It is to read every 5 m 00 s\.$/,
    );
  });

  test('is over with the next read', () => {
    const play = nightly({ ...DEFAULT_LIMITS, batchEveryMs: 120_000 });
    run(play, 240, 120);
    play.ack('nightly');
    play.play(200, () => play.add(10));
    expect(play.judgement?.status).toBe('late-batch');
    play.read('nightly', 1e6);
    play.play(6);
    expect(play.judgement?.status).toBe('batch');
  });

  test('is no lateness while nothing came in', () => {
    const play = nightly({ ...DEFAULT_LIMITS, batchEveryMs: 60_000 });
    play.play(600);
    expect(evidenceOf(play, 'late-batch')).toBe('No. Nothing is unread.');
  });

  test('is for no other rule to tell while the group is a batch group', () => {
    const play = nightly({ ...DEFAULT_LIMITS, batchEveryMs: 120_000 });
    play.play(400, () => play.add(10));
    for (const rule of ['no-consumers', 'stalled-reading', 'falling-behind', 'behind'])
      expect(evidenceOf(play, rule), rule).toMatch(/^No\. (It is to read every 2 m|The position moved)/);
  });
});
