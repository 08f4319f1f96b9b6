import { describe, expect, test } from 'vitest';
import {
  jobBadge,
  logLines,
  mayDo,
  paceText,
  parseRate,
  percentText,
  progressText,
  resultText,
  shareOf,
  stateAdvice,
  unfinishedInOrder,
  unfinishedWords,
} from './job-view.ts';
import { someJob } from './test-jobs.ts';

describe('a job in words', () => {
  test('the whole is "about" where it was not counted to its end', () => {
    expect(progressText(someJob({ done: 61_840, total: 104_212 }))).toBe('61,840 of 104,212 copied');
    expect(progressText(someJob({ done: 5, total: 5_000_000, totalExact: false }))).toBe('5 of about 5,000,000 copied');
    expect(progressText(someJob({ done: 5, total: 0 }))).toBe('5 copied');
  });

  test('while it archives it says so, and that nothing is gone yet', () => {
    const archived = { entries: 12_000, bytes: 9, complete: false };
    const job = someJob({ kind: 'trim', done: 0, total: 45_000, archived });
    expect(progressText(job)).toBe('12,000 of 45,000 archived, nothing removed yet');
    expect(progressText({ ...job, done: 7, archived: { ...archived, complete: true } })).toBe('7 of 45,000 removed');
  });

  test('it is 100% only when it is complete, and not 0% once it has begun', () => {
    expect(percentText(0.9999, false)).toBe('99%');
    expect(percentText(1, true)).toBe('100%');
    expect(percentText(0.0001, false)).toBe('< 1%');
    expect(percentText(0, false)).toBe('0%');
  });

  test('skipped entries count as worked on, an unknown whole gives no share', () => {
    expect(shareOf(someJob({ done: 40, skipped: 10, total: 100 }))).toBe(0.5);
    expect(shareOf(someJob({ total: 0 }))).toBeNull();
    expect(shareOf(someJob({ total: 0, state: 'done' }))).toBe(1);
  });

  test('a job that is done says how it ended', () => {
    expect(jobBadge({ state: 'done', outcome: 'done' })).toEqual({ shape: 'healthy', word: 'Done' });
    expect(jobBadge({ state: 'done', outcome: 'partial' }).word).toBe('Partly done');
    expect(jobBadge({ state: 'done', outcome: 'unknown' }).word).toBe('Unsure');
  });

  test('every state that needs something says what to do next', () => {
    expect(stateAdvice({ state: 'waiting', because: 'the target is gone' })?.text).toBe(
      'The target is gone. Resume it once that is as you want it, or cancel it.',
    );
    expect(stateAdvice({ state: 'checking', because: '' })?.text).toMatch(/^Weir reads how far/);
    expect(stateAdvice({ state: 'running', because: '' })).toBeNull();
  });

  test('a running job that was held back says why', () => {
    expect(stateAdvice({ state: 'running', because: 'Redis takes 40 ms to answer.' })?.title).toBe('Going slower.');
  });

  test('a result names what was skipped and where it stopped', () => {
    expect(resultText(someJob({ state: 'done', outcome: 'partial', done: 8, skipped: 2 }))).toBe('8 copied, 2 skipped');
    expect(resultText(someJob({ state: 'cancelled', done: 41, total: 118 }))).toBe('cancelled at 41 of 118 copied');
    expect(resultText(someJob({ state: 'failed', done: 41, because: 'Redis is out of memory' }))).toBe(
      'stopped at 41 copied: Redis is out of memory',
    );
  });

  test('a move of a position copies nothing and says so', () => {
    const moved = someJob({ target: null, counted: 'one-step', state: 'done', outcome: 'done', done: 1 });
    expect(resultText(moved)).toBe('done in one step');
    expect(progressText({ ...moved, state: 'running' })).toBe('one step, not done yet');
  });

  test('what is noted behind the end of a job stands above it in the log', () => {
    const job = someJob({ state: 'done', outcome: 'done', createdAt: 1_000, endedAt: 2_000, done: 1 });
    const lines = logLines({ ...job, lines: [{ at: 5_000, level: 'change', text: 'Taken back by oncall.' }] });
    expect(lines.map(({ at }) => at)).toEqual([5_000, 2_000, 1_000]);
  });

  test('the log begins with who started it and ends with what came of it', () => {
    const lines = logLines(
      someJob({
        actor: 'oncall',
        reason: 'INC-1',
        createdAt: 1,
        endedAt: 9,
        state: 'done',
        outcome: 'done',
        done: 7,
        lines: [{ at: 5, level: 'note', text: 'slower' }],
      }),
    );
    expect(lines.map(({ at, text }) => [at, text])).toEqual([
      [9, 'Done: 7 copied'],
      [5, 'slower'],
      [1, 'Started by oncall. Reason: INC-1'],
    ]);
  });

  test('the pace of a job that stands still is no rate', () => {
    expect(paceText(someJob({ state: 'running', rate: 498, etaMs: 85_000 }))).toBe('498/s, 1 m 25 s left');
    expect(paceText(someJob({ state: 'paused', rate: null, etaMs: null }))).toBe('paused');
  });
});

describe('the list of jobs', () => {
  test('has the running ones first and then those that wait, newest first', () => {
    const jobs = [
      someJob({ jobId: 'old-paused', state: 'paused', createdAt: 1 }),
      someJob({ jobId: 'old-running', state: 'running', createdAt: 2 }),
      someJob({ jobId: 'waiting', state: 'waiting', createdAt: 3 }),
      someJob({ jobId: 'new-running', state: 'running', createdAt: 4 }),
    ];
    expect(unfinishedInOrder(jobs).map(({ jobId }) => jobId)).toEqual([
      'new-running',
      'old-running',
      'waiting',
      'old-paused',
    ]);
    expect(unfinishedWords(jobs)).toBe('2 active, 2 waiting');
  });

  test('offers what can be done in a state and nothing else', () => {
    expect(mayDo({ state: 'running' })).toEqual({ pause: true, resume: false, stop: true });
    expect(mayDo({ state: 'waiting' })).toEqual({ pause: false, resume: true, stop: true });
    expect(mayDo({ state: 'done' })).toEqual({ pause: false, resume: false, stop: false });
  });
});

describe('a rate as typed', () => {
  test.each([
    ['500', 500],
    ['1,000', 1_000],
    ['', null],
    ['0', undefined],
    ['fast', undefined],
    ['2000000', undefined],
    ['-5', undefined],
  ])('%j is %j', (typed, rate) => {
    expect(parseRate(typed)).toBe(rate);
  });
});
