import { describe, expect, test } from 'vitest';
import { isOver, isWatched, shareDone } from './job-view.ts';
import { jobDetail } from './test-job.ts';

const END = 1_795_185_127_190;

describe('a job', () => {
  test('of a claim is watched from its end until the watch is complete', () => {
    expect(isWatched(jobDetail({}), END + 2_000)).toBe(true);
    const later = { watchedMs: 30_000, complete: false, consumers: [] };
    expect(isWatched(jobDetail({ later }), END + 30_000)).toBe(true);
    expect(isOver(jobDetail({ later: { ...later, complete: true } }), END + 60_000)).toBe(true);
  });

  test('that nobody watches is over some seconds after its end', () => {
    expect(isOver(jobDetail({}), END + 60_000)).toBe(true);
    expect(isOver(jobDetail({ kind: 'trim' }), END)).toBe(true);
    expect(isOver(jobDetail({ kind: 'trim', state: 'running', endedAt: null }), END)).toBe(false);
  });

  test('counts what it skipped as behind it, and never draws more than all', () => {
    expect(shareDone(jobDetail({ total: 4, done: 1, skipped: 1 }))).toBe(0.5);
    expect(shareDone(jobDetail({ total: 4, done: 9 }))).toBe(1);
    expect(shareDone(jobDetail({ total: 0 }))).toBeNull();
  });
});
