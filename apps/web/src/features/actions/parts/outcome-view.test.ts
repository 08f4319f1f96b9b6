import type { EntryId } from '@weir/domain/entries/entry-id';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { describe, expect, test } from 'vitest';
import { outcomeHead, skipWords } from './outcome-view.ts';
import { jobDetail } from './test-job.ts';

const ID = '1795182294912-0' as EntryId;

describe('what became of a change', () => {
  test('all of it was done', () => {
    expect(outcomeHead(jobDetail({ done: 1_284 }))).toEqual({
      shape: 'healthy',
      title: '1,284 entries claimed.',
      detail: '',
    });
  });

  test('part of it was done is a normal result with its reasons', () => {
    const head = outcomeHead(
      jobDetail({
        kind: 'acknowledge',
        outcome: 'partial',
        done: 1,
        skipped: 2,
        skippedSample: [
          { id: ID, reason: 'not-pending' },
          { id: ID, reason: 'not-pending' },
        ],
      }),
    );
    expect(head.title).toBe('1 of 3 acknowledged. 2 were acknowledged already.');
    expect(head.shape).toBe('warning');
  });

  test('more was skipped than is listed: the sum is said, not the reasons of a part', () => {
    const head = outcomeHead(
      jobDetail({ outcome: 'partial', done: 5, skipped: 300, skippedSample: [{ id: ID, reason: 'not-pending' }] }),
    );
    expect(head.title).toBe('5 of 305 claimed. 300 were skipped.');
  });

  test('a refusal says that nothing was changed, and why', () => {
    const head = outcomeHead(jobDetail({ outcome: 'refused', state: 'failed', because: 'The group is gone' }));
    expect(head).toEqual({ shape: 'warning', title: 'Nothing was changed.', detail: 'The group is gone.' });
  });

  test('a lost reply is never called a failure', () => {
    const states: JobDetail['state'][] = ['checking', 'done'];
    for (const state of states) {
      const { title, shape } = outcomeHead(jobDetail({ state, outcome: 'unknown', done: 3 }));
      expect(title).not.toMatch(/fail|error/i);
      expect(shape).not.toBe('critical');
    }
    expect(outcomeHead(jobDetail({ state: 'checking', outcome: null })).title).toBe(
      'The reply was lost. Checking whether it happened…',
    );
  });

  test('a skipped entry says who has it now', () => {
    expect(skipWords({ id: ID, reason: 'other-owner', consumer: 'worker-2' })).toBe(
      'another consumer has it by now, worker-2',
    );
  });
});
