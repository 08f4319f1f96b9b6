import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryId } from '../entries/entry-id.ts';
import { checkpointAfter } from './checkpoint-after.ts';
import { nextCall } from './next-call.ts';
import { partAt, partJob } from './redrive-parts.ts';
import { AT_START, type Checkpoint } from './work.ts';

const part = (count: number, at: number) => ({ to: `t${at}`, create: false, count, readers: [] });
const frozen = (from: number, count: number) =>
  Promise.resolve(
    Array.from({ length: count }, (_, at) => ({
      id: `${from + at + 1}-0` as EntryId, // canonical
      consumer: '',
      deliveries: 0,
      deliveredAt: 0,
    })),
  );

test('every entry goes to its own stream, once, and each mark begins with its first call', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 12 }),
      async (counts, atMost) => {
        const parts = counts.map(part);
        const work = { do: 'redrive', parts } as const;
        const job = { jobId: 'redrive-1', stream: 'dlq', work, actor: 'a', reason: '' };
        const sent = new Map<string, number>();
        const newest = new Map<string, number>();
        let checkpoint: Checkpoint = AT_START;
        for (;;) {
          const call = await nextCall({ ...job, checkpoint }, atMost, frozen);
          if (call === null) break;
          if (call.kind !== 'redrive') throw new Error('another kind');
          expect(call.follows).toBe(newest.get(call.job) ?? 0);
          newest.set(call.job, call.number);
          sent.set(call.to, (sent.get(call.to) ?? 0) + call.entries.length);
          const done = call.entries.length;
          const result = { done, looked: done, skipped: [], bytes: 0, reached: null, more: false };
          checkpoint = checkpointAfter(checkpoint, call, result);
        }
        expect([...sent]).toEqual(parts.map(({ to, count }) => [to, count]));
      },
    ),
  );
});

test('the part a place lies in', () => {
  const parts = [part(2, 0), part(3, 1)];
  expect(partAt(parts, 0)).toMatchObject({ index: 0, left: 2, begins: true });
  expect(partAt(parts, 1)).toMatchObject({ index: 0, left: 1, begins: false });
  expect(partAt(parts, 2)).toMatchObject({ index: 1, left: 3, begins: true });
  expect(partAt(parts, 5)).toBeNull();
  expect([partJob('j', 0), partJob('j', 1)]).toEqual(['j', 'j-2']);
});
