import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryId } from '../entries/entry-id.ts';
import type { Call, CallResult } from './call.ts';
import { checkpointAfter } from './checkpoint-after.ts';
import { nextCall } from './next-call.ts';
import type { SeenEntry } from './seen-entry.ts';
import { AT_START, type Work } from './work.ts';

const id = (ms: number) => `${ms}-0` as EntryId;
const NOTHING: CallResult = { done: 0, looked: 0, skipped: [], bytes: 0, reached: null, more: false };

const before = (at: number): SeenEntry => ({ id: id(at), consumer: 'had', deliveries: at, deliveredAt: at });
const left = (at: number): SeenEntry => ({ ...before(at), consumer: 'has' });

/** Goes through a job; each call does as many of its entries as the next of `far` says, and skips the last of those. */
async function walk(work: Work, set: readonly SeenEntry[], atMost: number, far: readonly number[]) {
  const calls: Call[] = [];
  const worked: SeenEntry[] = [];
  let checkpoint = AT_START;
  for (let turn = 0; ; turn += 1) {
    const call = await nextCall(
      { jobId: 'j', stream: 's', work, checkpoint, actor: 'a', reason: '' },
      atMost,
      (from, count) => Promise.resolve(set.slice(from, from + count)),
    );
    if (call === null) return { calls, worked, checkpoint };
    calls.push(call);
    const entries = entriesOf(call);
    const some = entries.slice(0, Math.max(1, Math.min(entries.length, far[turn % far.length] ?? 1)));
    worked.push(...some);
    const skipped = some.slice(-1).map((entry) => ({ id: entry.id, reason: 'not-pending' as const }));
    checkpoint = checkpointAfter(checkpoint, call, {
      ...NOTHING,
      done: some.length - skipped.length,
      looked: call.kind === 'rebuild-group' ? 7 : some.length,
      skipped,
    });
  }
}

function entriesOf(call: Call): readonly SeenEntry[] {
  if (call.kind === 'give-back') return call.returns.map((each) => each.before);
  return call.kind === 'put-back' ? call.entries : [];
}

const far = fc.array(fc.nat({ max: 12 }), { minLength: 1 });
const size = fc.integer({ min: 1, max: 60 });

describe('the calls that take entries back', () => {
  test('give back each entry once, in order, however often the job is stopped half way', async () => {
    await fc.assert(
      fc.asyncProperty(size, far, fc.boolean(), async (count, stops, removed) => {
        const set = Array.from({ length: count }, (_, at) => [left(at), before(at)]).flat();
        const work: Work = { do: 'give-back', group: 'g', count, consumers: removed ? ['gone'] : [] };
        const { calls, worked, checkpoint } = await walk(work, set, 10, stops);
        expect(worked).toEqual(Array.from({ length: count }, (_, at) => before(at)));
        expect(checkpoint.position).toBe(count);
        expect(calls.filter(({ kind }) => kind === 'rebuild-group')).toHaveLength(removed ? 1 : 0);
        const pairs = calls.flatMap((call) => (call.kind === 'give-back' ? call.returns : []));
        expect(pairs.every((pair) => pair.left.id === pair.before.id && pair.left.consumer === 'has')).toBe(true);
      }),
    );
  });

  test('make the group first, in a call that counts for no entry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 40 }), far, async (count, stops) => {
        const set = Array.from({ length: count }, (_, at) => before(at));
        const group = { group: 'g', position: id(9), entriesRead: 4, consumers: ['a'] };
        const { calls, worked } = await walk({ do: 'rebuild-group', ...group, count }, set, 10, stops);
        expect(calls[0]).toEqual({ kind: 'rebuild-group', job: 'j', number: 1, stream: 's', size: 0, ...group });
        expect(calls.slice(1).every(({ kind }) => kind === 'put-back')).toBe(true);
        expect(worked).toEqual(set);
      }),
    );
  });

  test.each(['give-back', 'put-back', 'rebuild-group'] as const)(
    '%s: without the time of delivery, or with it, in every call',
    async (kind) => {
      const set = Array.from({ length: 40 }, (_, at) => before(at));
      const group = { group: 'g', position: id(9), entriesRead: 4, consumers: [], count: 20 };
      for (const anew of [{ idleAnew: true } as const, {}]) {
        const { calls } = await walk({ do: kind, ...group, ...anew }, set, 7, [7]);
        const returning = calls.filter((call) => call.kind !== 'rebuild-group');
        expect(returning).toHaveLength(3);
        for (const call of returning) expect('idleAnew' in call).toBe('idleAnew' in anew);
      }
    },
  );

  test('put back nothing where nothing is frozen', async () => {
    const { calls } = await walk({ do: 'put-back', group: 'g', count: 0 }, [], 10, [1]);
    expect(calls).toEqual([]);
  });
});
