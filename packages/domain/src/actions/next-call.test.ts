import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryId } from '../entries/entry-id.ts';
import type { Call, CallResult } from './call.ts';
import { checkpointAfter } from './checkpoint-after.ts';
import { nextCall } from './next-call.ts';
import type { SeenEntry } from './seen-entry.ts';
import { AT_START, type Work } from './work.ts';

const id = (ms: number) => `${ms}-0` as EntryId;
const seen = (count: number): SeenEntry[] =>
  Array.from({ length: count }, (_, at) => ({ id: id(at + 1), consumer: 'c', deliveries: 1, deliveredAt: 0 }));
const result = (over: Partial<CallResult>): CallResult => ({
  done: 0,
  looked: 0,
  skipped: [],
  bytes: 0,
  reached: null,
  more: true,
  ...over,
});

/** Goes through a job as the engine does; `ran` says what became of each call. */
async function walk(work: Work, set: readonly SeenEntry[], atMost: number, ran: (call: Call) => CallResult) {
  const calls: Call[] = [];
  let checkpoint = AT_START;
  for (;;) {
    const call = await nextCall(
      { jobId: 'j', stream: 's', work, checkpoint, actor: 'a', reason: '' },
      atMost,
      (from, count) => Promise.resolve(set.slice(from, from + count)),
    );
    if (call === null) return { calls, checkpoint };
    calls.push(call);
    checkpoint = checkpointAfter(checkpoint, call, ran(call));
  }
}

describe('the calls of a job', () => {
  test('what changes a stream as a whole says which one was seen, in every call', async () => {
    const was = { top: id(9), added: 12 };
    const ran = (call: Call): CallResult =>
      result(
        call.kind === 'archive' ? { looked: 2, archived: 2, reached: id(2), more: false } : { looked: 2, done: 2 },
      );
    const deletion: Work = { do: 'delete-entries', count: 2, archive: true, seen: was };
    const rule = { keep: 'newest', entries: 0 } as const;
    const trim: Work = { do: 'trim', rule, guard: true, atMost: 2, archive: { until: id(2) }, seen: was };
    for (const work of [deletion, trim]) {
      const { calls } = await walk(work, seen(2), 10, ran);
      expect(calls.map((call) => [call.kind, 'seen' in call ? call.seen : null])).toEqual([
        ['archive', was],
        [work.do, was],
      ]);
    }
    const gone: Work = { do: 'delete-stream', seen: was.top, added: was.added, groups: ['g'] };
    const { calls } = await walk(gone, [], 10, () => result({ done: 1, more: false }));
    expect(calls).toMatchObject([{ kind: 'delete-stream', seen: was.top, added: 12, groups: ['g'] }]);
  });

  test('a claim gives every entry of the set to the consumer of its share, once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 25 }),
        async (counts, atMost) => {
          const set = seen(counts.reduce((sum, count) => sum + count, 0));
          const shares = counts.map((count, at) => ({ consumer: `to-${at}`, count }));
          const work: Work = { do: 'claim', group: 'g', shares, deliveries: 'keep', watch: false };
          const { calls } = await walk(work, set, atMost, (call) =>
            result({ done: call.kind === 'claim' ? call.entries.length : 0, more: false }),
          );
          const given = calls.flatMap((call) =>
            call.kind === 'claim' ? call.entries.map((entry) => [entry.id, call.consumer]) : [],
          );
          const meant = shares.flatMap(({ consumer, count }) => Array.from({ length: count }, () => consumer));
          expect(given).toEqual(set.map((entry, at) => [entry.id, meant[at]]));
          expect(calls.every((call) => (call.size ?? 0) <= atMost)).toBe(true);
          expect(calls.map((call) => call.number)).toEqual(calls.map((_, at) => at + 1));
        },
      ),
    );
  });

  test('a call that was stopped half way is followed by one that begins behind what it did', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat({ max: 9 }), { minLength: 1 }),
        async (size, stops) => {
          const worked: string[] = [];
          let turn = 0;
          const work: Work = { do: 'acknowledge', group: 'g', count: size };
          const { checkpoint } = await walk(work, seen(size), 10, (call) => {
            const entries = call.kind === 'acknowledge' ? call.entries : [];
            // Always one at least, or a job that is stopped again and again would never end.
            const far = Math.max(1, Math.min(entries.length, stops[turn++ % stops.length] ?? 1));
            const part = entries.slice(0, far);
            worked.push(...part.map((entry) => entry.id));
            return result({
              done: part.length - 1,
              skipped: part.slice(-1).map((entry) => ({ id: entry.id, reason: 'not-pending' })),
            });
          });
          expect(worked).toEqual(seen(size).map((entry) => entry.id));
          expect(checkpoint.done + checkpoint.skipped).toBe(size);
        },
      ),
    );
  });

  test('a copy goes on behind the last entry that was worked on, and ends when Redis says there is no more', async () => {
    const work: Work = {
      do: 'copy',
      to: 't',
      create: false,
      after: id(0),
      until: id(9),
      filter: null,
      originField: null,
      readers: [],
    };
    let turn = 0;
    const { calls } = await walk(work, [], 3, () => {
      turn += 1;
      return result({ done: 3, looked: 3, reached: id(turn * 3), more: turn < 3 });
    });
    expect(calls.map((call) => (call.kind === 'copy' ? call.after : ''))).toEqual([id(0), id(3), id(6)]);
  });

  test('a trim never asks for more than the plan said', async () => {
    const work: Work = { do: 'trim', rule: { keep: 'newest', entries: 5 }, guard: true, atMost: 25 };
    const { calls } = await walk(work, [], 10, (call) =>
      result({ done: call.kind === 'trim' ? call.atMost : 0, looked: 10 }),
    );
    expect(calls.map((call) => (call.kind === 'trim' ? call.atMost : 0))).toEqual([10, 10, 5]);
  });

  test('a position is moved once', async () => {
    const work: Work = { do: 'move-position', group: 'g', seen: id(5), position: id(1), entriesRead: null };
    const { calls } = await walk(work, [], 10, () => result({ done: 1, more: false }));
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ kind: 'move-position', group: 'g', seen: id(5), position: id(1) });
  });

  test('a trim with an archive archives all of it first, in parts that touch, and removes no more than is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 25 }),
        async (there, meant, atMost, roomy) => {
          const work: Work = {
            do: 'trim',
            rule: { keep: 'newest', entries: 0 },
            guard: true,
            atMost: meant,
            archive: { until: id(99) },
          };
          let archived = 0;
          let removed = 0;
          const { calls } = await walk(work, [], atMost, (call) => {
            if (call.kind === 'archive') {
              expect(removed).toBe(0);
              expect(call.which).toEqual({ after: archived === 0 ? '0-0' : id(archived), until: id(99) });
              // A part can be full before it has all that the call asks for.
              const looked = Math.min(call.atMost, roomy, there - archived);
              archived += looked;
              const ends = archived === there || (call.last && looked === call.atMost);
              return result({ looked, archived: looked, more: !ends, reached: looked === 0 ? null : id(archived) });
            }
            if (call.kind !== 'trim') throw new Error('another call');
            expect(call.upTo).toBe(id(archived));
            removed += call.atMost;
            return result({ done: call.atMost, more: true });
          });
          expect([archived, removed]).toEqual([Math.min(there, meant), Math.min(there, meant)]);
          const parts = calls.flatMap((call) => (call.kind === 'archive' ? [call.part] : []));
          expect(parts).toEqual(parts.map((_, at) => at + 1));
        },
      ),
    );
  });
});
