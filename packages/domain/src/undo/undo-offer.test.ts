import { describe, expect, test } from 'vitest';
import { ACTIONS } from '../actions/catalogue.ts';
import type { Work } from '../actions/work.ts';
import { AT_START } from '../actions/work.ts';
import type { Job } from '../jobs/job.ts';
import { neverUndone } from './undo-rule.ts';
import { undoOffer } from './undo-offer.ts';

const CLAIM: Work = { do: 'claim', group: 'g', shares: [], deliveries: 'keep', watch: false };
const rule = { undo: { ...neverUndone(''), locked: () => null }, role: 'operator' } as const;

/** A job with only what an offer looks at. */
function job(part: Partial<Job> & { readonly done?: number }): Job {
  const { done = 3, ...rest } = part;
  const checkpoint = { ...AT_START, number: 1, done };
  // Sound for this test: nothing else of it is read.
  return { jobId: 'claim-1', kind: 'claim', state: 'done', work: CLAIM, outcome: 'done', checkpoint, ...rest } as Job;
}

describe('what is offered for taking a job back', () => {
  test('is possible once it is over and changed something', () => {
    expect(undoOffer(rule, job({}), undefined)).toEqual({
      possible: true,
      because: '',
      by: null,
      needs: 'operator',
    });
    expect(undoOffer(rule, job({ state: 'cancelled' }), undefined).possible).toBe(true);
    expect(undoOffer(rule, job({ state: 'paused' }), undefined).because).toContain('still under way');
    expect(undoOffer(rule, job({ done: 0 }), undefined).because).toBe('It changed nothing.');
  });

  test('is once: an undo on its way or one that changed something stands against it, one that did nothing does not', () => {
    const undo = (part: Parameters<typeof job>[0]) => job({ jobId: 'undo-1', kind: 'undo', ...part });
    const running = undoOffer(rule, job({}), undo({ state: 'running', done: 0 }));
    expect(running).toMatchObject({ possible: false, because: 'It is being taken back by job undo-1.', by: 'undo-1' });
    expect(undoOffer(rule, job({}), undo({})).because).toBe('It was taken back by job undo-1.');
    expect(undoOffer(rule, job({}), undo({ outcome: 'partial', state: 'cancelled' }))).toMatchObject({
      possible: false,
      because: 'It was taken back as far as that was possible, by job undo-1.',
    });
    expect(undoOffer(rule, job({}), undo({ state: 'failed', outcome: 'refused', done: 0 }))).toMatchObject({
      possible: true,
      because: '',
      by: null,
    });
  });

  test('a group that was made anew counts as a change, although no entry was put back', () => {
    const work: Work = {
      do: 'rebuild-group',
      group: 'g',
      position: '0-0' as Extract<Work, { do: 'rebuild-group' }>['position'],
      entriesRead: null,
      consumers: [],
      count: 0,
    };
    const undo = job({ jobId: 'undo-1', kind: 'undo', done: 0, work });
    expect(undoOffer(rule, job({}), undo).possible).toBe(false);
  });

  test('says of each kind why it is never taken back', () => {
    const trim: Work = { do: 'trim', rule: { keep: 'needed' }, guard: true, atMost: 1 };
    expect(undoOffer(ACTIONS.trim, job({ kind: 'trim', work: trim }), undefined)).toMatchObject({
      possible: false,
      needs: 'maintainer',
    });
    const archived = { ...AT_START, number: 1, done: 3, archived: { complete: true } } as Job['checkpoint'];
    const kept = undoOffer(ACTIONS.trim, job({ kind: 'trim', work: trim, checkpoint: archived }), undefined);
    expect(kept.possible).toBe(true);
    expect(undoOffer(ACTIONS.undo, job({ kind: 'undo' }), undefined).because).toContain('make the change again');
    const copy = { ...CLAIM, do: 'copy' } as unknown as Work; // only the word is looked at
    expect(undoOffer(ACTIONS.replay, job({ kind: 'replay', work: copy }), undefined).because).toContain('Copies');
    const input = { kind: 'acknowledge', payload: 'gone' } as Job['input'];
    const gone = job({ kind: 'acknowledge', input, work: { do: 'acknowledge', group: 'g', count: 1 } });
    expect(undoOffer(ACTIONS.acknowledge, gone, undefined).because).toContain('payload');
  });
});
