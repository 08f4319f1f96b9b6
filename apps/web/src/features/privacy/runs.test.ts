import { TRPCClientError } from '@trpc/client';
import type { ApplyAnswer, PlanAnswer } from '@weir/domain/wire/action-answers';
import { describe, expect, test } from 'vitest';
import type { ApplyRequest } from '../actions/parts/actions-client.ts';
import { deleteInput, type DeleteState, type SearchState } from './request-rows.ts';
import { type DeleteRun, runDeletes } from './run-deletes.ts';
import { runSearches, type SearchRun } from './run-searches.ts';
import { deleteJob, deletePlan } from './test-plan.ts';

const STREAMS = ['a', 'b', 'c', 'd', 'e'];

function failure(reason: string): TRPCClientError<never> {
  return TRPCClientError.from({
    error: { code: 0, message: '', data: { reason, sentence: `${reason}.` } },
  } as never);
}

function away(): TRPCClientError<never> {
  return TRPCClientError.from(new TypeError('fetch failed'));
}

// A turn of the event loop: long enough for whatever waits to go on, and no time at all.
const pause = () => new Promise((go) => setImmediate(go));

async function searched(client: Partial<SearchRun['client']>, more: Partial<SearchRun> = {}) {
  const told: [string, SearchState][] = [];
  const discarded: string[] = [];
  await runSearches({
    client: {
      plan: ({ stream }) => Promise.resolve(deletePlan(stream, 1)),
      planned: (planId) => Promise.resolve(deletePlan(planId.slice(5), 1)),
      discard: (planId) => Promise.resolve(discarded.push(planId)),
      ...client,
    },
    streams: STREAMS,
    inputOf: (stream) => deleteInput('main', stream, [], true, 'r'),
    signal: new AbortController().signal,
    pause,
    tell: (stream, search) => told.push([stream, search]),
    ...more,
  });
  return { last: new Map(told), told, discarded };
}

function counting(stream: string): PlanAnswer {
  return { state: 'counting', planId: `plan-${stream}`, looked: 7, what: '' };
}

describe('searching', () => {
  test('has three plans counted at once and no more', async () => {
    let atOnce = 0;
    let most = 0;
    const { last } = await searched({
      plan: async ({ stream }) => {
        most = Math.max(most, (atOnce += 1));
        await pause();
        atOnce -= 1;
        return deletePlan(stream, 1);
      },
    });
    expect(most).toBe(3);
    expect([...last.values()].map(({ at }) => at)).toEqual(STREAMS.map(() => 'ready'));
  });
  test('tells how far each is while it is counted', async () => {
    const { told, last } = await searched({ plan: ({ stream }) => Promise.resolve(counting(stream)) });
    expect(told).toContainEqual(['a', { at: 'looking', looked: 7 }]);
    expect(last.get('e')?.at).toBe('ready');
  });
  test('waits where others keep the server busy, and says why one stream could not be searched', async () => {
    let tries = 0;
    const { last } = await searched({
      plan: ({ stream }) => {
        if (stream === 'b') return Promise.reject(failure('wrong-type'));
        return (tries += 1) < 20 ? Promise.reject(failure('busy')) : Promise.resolve(deletePlan(stream, 1));
      },
    });
    expect(last.get('b')).toEqual({ at: 'failed', sentence: 'wrong-type.' });
    expect(last.get('a')?.at).toBe('ready');
  });
  test('does not wait for ever where Weir is away', async () => {
    const { last } = await searched({ plan: () => Promise.reject(away()) });
    expect(last.get('a')).toEqual({ at: 'failed', sentence: 'Weir does not answer. It may be restarting.' });
  });
  test('stopped, it gives up what is being counted and begins nothing more', async () => {
    const stop = new AbortController();
    const planned: string[] = [];
    const { last, discarded } = await searched(
      {
        plan: ({ stream }) => {
          planned.push(stream);
          return Promise.resolve({ state: 'counting', planId: `plan-${stream}`, looked: 0, what: '' });
        },
        planned: (planId) => {
          stop.abort();
          return Promise.resolve({ state: 'counting', planId, looked: 1, what: '' });
        },
      },
      { signal: stop.signal },
    );
    expect(planned).toEqual(['a', 'b', 'c']);
    expect(discarded.toSorted()).toEqual(['plan-a', 'plan-b', 'plan-c']);
    expect(new Set([...last.values()].map(({ at }) => at))).toEqual(new Set(['stopped']));
  });
});

function answer(jobId: string | null): ApplyAnswer {
  return {
    outcome: jobId === null ? 'refused' : 'running',
    affected: 0,
    skipped: [],
    skippedTotal: 0,
    sentence: jobId === null ? 'It has changed.' : '',
    differences: [],
    jobId,
    auditId: 'r',
  };
}

async function deleted(client: Partial<DeleteRun['client']>, more: Partial<DeleteRun> = {}) {
  const told: [string, DeleteState][] = [];
  const requests: ApplyRequest[] = [];
  await runDeletes({
    client: {
      apply: (request) => Promise.resolve((requests.push(request), answer(`job-${request.planId}`))),
      job: (jobId) => Promise.resolve(deleteJob(jobId)),
      ...client,
    },
    deletes: ['a', 'b'].map((stream) => ({ stream, plan: deletePlan(stream, 3) })),
    reason: 'asked for',
    stop: new AbortController().signal,
    left: new AbortController().signal,
    pause,
    tell: (stream, deletion) => told.push([stream, deletion]),
    ...more,
  });
  return { last: new Map(told), told, requests };
}

describe('deleting', () => {
  test('applies each plan with its name and the reason, under a key of its own', async () => {
    const { requests, last } = await deleted({});
    expect(requests).toMatchObject([
      { planId: 'plan-a', confirmName: 'a', reason: 'asked for' },
      { planId: 'plan-b', confirmName: 'b', reason: 'asked for' },
    ]);
    expect(requests[0]?.key).not.toBe(requests[1]?.key);
    expect(last.get('b')).toMatchObject({ at: 'begun', jobId: 'job-plan-b', job: { outcome: 'done' } });
  });
  test('begins the next one only when the job before has ended', async () => {
    const order: string[] = [];
    let looks = 0;
    await deleted({
      apply: ({ planId }) => Promise.resolve((order.push(planId), answer(`job-${planId}`))),
      job: (jobId) => {
        const over = (looks += 1) % 3 === 0;
        order.push(over ? `${jobId} over` : 'looks');
        return Promise.resolve(deleteJob(jobId, over ? {} : { state: 'running', outcome: null, endedAt: null }));
      },
    });
    expect(order.filter((step) => step !== 'looks')).toEqual([
      'plan-a',
      'job-plan-a over',
      'plan-b',
      'job-plan-b over',
    ]);
  });
  test('a refused one says why, and the next one goes on', async () => {
    const { last } = await deleted({
      apply: ({ planId }) =>
        planId === 'plan-a' ? Promise.resolve(answer(null)) : Promise.reject(failure('not-permitted')),
    });
    expect(last.get('a')).toEqual({ at: 'refused', sentence: 'It has changed.' });
    expect(last.get('b')).toEqual({ at: 'refused', sentence: 'not-permitted.' });
  });
  test('a lost reply is asked for again under the same key', async () => {
    const keys: string[] = [];
    const { told } = await deleted({
      apply: ({ key, planId }) => {
        keys.push(key);
        return keys.length === 1 ? Promise.reject(away()) : Promise.resolve(answer(`job-${planId}`));
      },
    });
    expect(told).toContainEqual(['a', { at: 'checking' }]);
    expect(keys).toHaveLength(3);
    expect(keys[0]).toBe(keys[1]);
  });
  test('stopped, the one under way is seen to its end and no other is begun', async () => {
    const stop = new AbortController();
    const { last, requests } = await deleted(
      {
        job: (jobId) => {
          stop.abort();
          return Promise.resolve(deleteJob(jobId));
        },
      },
      { stop: stop.signal },
    );
    expect(requests.map(({ planId }) => planId)).toEqual(['plan-a']);
    expect(last.get('a')).toMatchObject({ at: 'begun', job: { outcome: 'done' } });
    expect(last.has('b')).toBe(false);
  });
  test('a job that cannot be read for a while is looked at again', async () => {
    let looks = 0;
    const { last } = await deleted({
      job: (jobId) => ((looks += 1) === 1 ? Promise.reject(away()) : Promise.resolve(deleteJob(jobId))),
    });
    expect(last.get('a')).toMatchObject({ at: 'begun', job: { outcome: 'done' } });
  });
});
