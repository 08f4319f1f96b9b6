import { AT_START } from '@weir/domain/actions/work';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../open-store.ts';
import { AT, beginningOf, callOf, endingOf, entriesOf, jobOf, LINEAGE, planOf, settledOf } from './sample-job.ts';

/** A place for a store that can be closed and opened again, with a clock that stands where it is put. */
export interface StorePlace {
  now: number;
  open(): Promise<Store>;
  end(): Promise<void>;
}

/** What every store must do, whatever it keeps its rows in. */
export function storeContract(title: string, placeFor: () => StorePlace): void {
  describe(title, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = placeFor();
      store = await place.open();
    });
    afterEach(() => place.end());
    const again = async (): Promise<Store> => {
      await store.close();
      store = await place.open();
      return store;
    };
    const begin = async (jobId: string, change = {}) => {
      const job = jobOf(jobId, change);
      if ((await store.journal.plan(job.planId)) === undefined) await store.journal.savePlan(planOf(job.planId));
      return store.journal.begin(job, beginningOf(`audit-${jobId}`));
    };

    describe('plans', () => {
      test('a plan and what it froze are there after a restart, in any slice', async () => {
        const entries = entriesOf(12_345);
        await store.journal.savePlan(planOf('p'));
        await store.journal.freeze('p', entries.slice(0, 1_000));
        await store.journal.freeze('p', entries.slice(1_000));
        const { journal } = await again();
        expect(await journal.plan('p')).toEqual(planOf('p'));
        expect(await journal.frozen('p', 0, 20_000)).toEqual(entries);
        expect(await journal.frozen('p', 5_990, 30)).toEqual(entries.slice(5_990, 6_020));
        expect(await journal.frozen('p', 999, 2)).toEqual(entries.slice(999, 1_001));
        expect(await journal.frozen('p', 12_340, 10)).toEqual(entries.slice(12_340));
        expect(await journal.frozen('p', 12_345, 10)).toEqual([]);
        expect(await journal.frozen('other', 0, 10)).toEqual([]);
      });

      test('a plan that ended an hour ago is forgotten with its set; one with a job stays', async () => {
        for (const planId of ['old', 'plan-a']) {
          await store.journal.savePlan(planOf(planId));
          await store.journal.freeze(planId, entriesOf(3));
        }
        await begin('a');
        await store.journal.freeze('never-saved', entriesOf(3));
        place.now = AT + 600_000 + 3_600_001;
        const { journal } = await again();
        expect(await journal.plan('old')).toBeUndefined();
        expect(await journal.frozen('old', 0, 5)).toEqual([]);
        expect(await journal.frozen('never-saved', 0, 5)).toEqual([]);
        expect(await journal.plan('plan-a')).toEqual(planOf('plan-a'));
        expect(await journal.frozen('plan-a', 0, 5)).toEqual(entriesOf(3));
      });

      test('dropping a plan removes its set, but never that of a job', async () => {
        for (const planId of ['p', 'plan-a']) {
          await store.journal.savePlan(planOf(planId));
          await store.journal.freeze(planId, entriesOf(3));
        }
        await begin('a');
        await store.journal.dropPlan('p');
        await store.journal.dropPlan('plan-a');
        expect(await store.journal.plan('p')).toBeUndefined();
        expect(await store.journal.frozen('p', 0, 5)).toEqual([]);
        expect(await store.journal.frozen('plan-a', 0, 5)).toHaveLength(3);
      });

      test('a plan that was dropped while it was applied begins nothing, and leaves no record', async () => {
        await store.journal.savePlan(planOf('plan-a'));
        await store.journal.freeze('plan-a', entriesOf(3));
        await store.journal.dropPlan('plan-a');
        await expect(store.journal.begin(jobOf('a'), beginningOf('audit-a'))).rejects.toMatchObject({
          reason: 'not-found',
          sentence: 'This plan is no longer there. Make it again.',
        });
        expect(await store.journal.job('a')).toBeUndefined();
        expect(await store.audit.record('audit-a')).toBeUndefined();
      });
    });

    describe('jobs', () => {
      test('a job comes back as it was begun, with its open call and the entries that call covers', async () => {
        const entries = entriesOf(12);
        await store.journal.freeze('plan-a', entries);
        const open = callOf('a', 1, entries.slice(0, 4), 4);
        await begin('a', { open, lineage: LINEAGE });
        expect(await (await again()).journal.job('a')).toEqual(jobOf('a', { open, lineage: LINEAGE }));
        expect(await store.journal.job('b')).toBeUndefined();
      });

      test('settling keeps the outcome, the checkpoint and the next intent together', async () => {
        const entries = entriesOf(12);
        await store.journal.freeze('plan-a', entries);
        await begin('a');
        await store.journal.intend('a', callOf('a', 1, entries.slice(0, 4), 4), LINEAGE);
        const checkpoint = { ...AT_START, number: 1, position: 4, done: 3, skipped: 1 };
        const first = settledOf(1, { skipped: [{ id: entries[1]?.id ?? entriesOf(1)[0]!.id, reason: 'not-pending' }] });
        const call = callOf('a', 2, entries.slice(4, 9), 5);
        await store.journal.settle('a', first, checkpoint, { call, lineage: LINEAGE });
        const { journal } = await again();
        expect(await journal.job('a')).toMatchObject({ checkpoint, open: call, lineage: LINEAGE });
        await journal.settle('a', settledOf(2), { ...checkpoint, number: 2, position: 9 }, null);
        expect(await journal.settled('a', 0, 10)).toEqual([first, settledOf(2)]);
        expect(await journal.settled('a', 1, 10)).toEqual([settledOf(2)]);
        expect(await journal.settled('a', 0, 1)).toEqual([first]);
        expect(await journal.job('a')).toMatchObject({ open: null, lineage: LINEAGE });
      });

      test('the newest job that takes another back is found, and when a call ran is kept', async () => {
        await begin('a');
        await store.journal.settle('a', settledOf(1), AT_START, null);
        await store.journal.settle('a', { ...settledOf(2), ranAt: [AT, AT + 3] }, AT_START, null);
        const undoes = { jobId: 'a', auditId: 'audit-a', kind: 'acknowledge', group: 'billing' } as const;
        expect(await store.journal.undoOf('a')).toBeUndefined();
        await begin('u1', { kind: 'undo', undoes, stream: 'one' });
        await begin('u2', { kind: 'undo', undoes, stream: 'two' });
        const { journal } = await again();
        expect(await journal.undoOf('a')).toMatchObject({ jobId: 'u2', undoes });
        expect(await journal.undoOf('u2')).toBeUndefined();
        const [first, second] = await journal.settled('a', 0, 10);
        expect(first).not.toHaveProperty('ranAt');
        expect(second?.ranAt).toEqual([AT, AT + 3]);
      });

      test('a call that was settled cannot be settled again, and nothing of the attempt stays', async () => {
        await begin('a');
        await store.journal.settle('a', settledOf(1), { ...AT_START, number: 1 }, null);
        const twice = store.journal.settle('a', settledOf(1), { ...AT_START, number: 9 }, null);
        await expect(twice).rejects.toThrow();
        expect(await store.journal.job('a')).toMatchObject({ checkpoint: { number: 1 } });
      });

      test('going back forgets what was settled behind the checkpoint', async () => {
        await begin('a');
        for (const number of [1, 2, 3]) {
          await store.journal.settle('a', settledOf(number), { ...AT_START, number }, null);
        }
        const call = callOf('a', 2, entriesOf(2));
        await store.journal.goBack('a', { ...AT_START, number: 1 }, { call, lineage: LINEAGE });
        expect(await store.journal.settled('a', 0, 10)).toEqual([settledOf(1)]);
        expect(await store.journal.job('a')).toMatchObject({ checkpoint: { number: 1 }, open: call });
        await store.journal.settle('a', settledOf(2), { ...AT_START, number: 2 }, null);
      });

      test('a second one of its kind on the stream is refused by name and leaves nothing, until the first has ended', async () => {
        await begin('a');
        await expect(begin('b')).rejects.toMatchObject({
          reason: 'busy',
          sentence: expect.stringContaining('Acknowledge 12 entries'),
        });
        expect(await store.audit.record('audit-b')).toBeUndefined();
        await begin('trim', { kind: 'trim' });
        await begin('elsewhere', { stream: 'payments' });
        await begin('other', { connection: 'second' });
        await store.journal.end('a', 'done', '', 'done', endingOf('audit-a'));
        await begin('b');
        expect((await store.journal.jobs({ unfinished: true, limit: 10 })).map(({ jobId }) => jobId)).toEqual([
          'b',
          'other',
          'elsewhere',
          'trim',
        ]);
      });

      test('of many that begin at once exactly one does', async () => {
        const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => begin(`j${index}`)));
        expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await store.audit.count({})).toBe(1);
      });

      test('state, rate, lines and what was seen later are kept; the first run is when it started', async () => {
        await begin('a');
        place.now = AT + 7;
        await store.journal.setState('a', 'running', '');
        place.now = AT + 9;
        await store.journal.setState('a', 'paused', 'by ann');
        await store.journal.setState('a', 'running', '');
        await store.journal.setState('a', 'paused', 'by ann');
        await store.journal.setRate('a', 250);
        await store.journal.note('a', { at: AT, level: 'change', text: 'paused by ann' });
        await store.journal.note('a', { at: AT, level: 'note', text: 'rate 250' });
        const later = { watchedMs: 60_000, complete: true, consumers: [] };
        await store.journal.later('a', later);
        const { journal } = await again();
        const kept = { state: 'paused', because: 'by ann', ratePerSecond: 250, startedAt: AT + 7, later };
        expect(await journal.job('a')).toMatchObject(kept);
        expect((await journal.lines('a')).map(({ text }) => text)).toEqual(['paused by ann', 'rate 250']);
      });

      test('the end of a job and of its record come together, and nothing is written behind it', async () => {
        await begin('a', { open: callOf('a', 1, []) });
        place.now = AT + 9;
        await store.journal.end('a', 'cancelled', 'by ann', 'partial', endingOf('audit-a', { outcome: 'partial' }));
        const ended = { state: 'cancelled', because: 'by ann', outcome: 'partial', endedAt: AT + 9, open: null };
        expect(await store.journal.job('a')).toMatchObject(ended);
        expect((await store.audit.record('audit-a'))?.ended?.outcome).toBe('partial');
        const lateEnd = store.journal.end('a', 'done', '', 'done', endingOf('audit-a'));
        await expect(lateEnd).rejects.toMatchObject({ reason: 'refused' });
        await expect(store.journal.setState('a', 'running', '')).rejects.toMatchObject({ reason: 'refused' });
        await expect(store.journal.setRate('none', 1)).rejects.toMatchObject({ reason: 'not-found' });
        expect(await store.audit.verify()).toMatchObject({ intact: true, records: 2 });
      });

      test('jobs come newest first, in pages, by connection', async () => {
        for (const index of [1, 2, 3, 4]) {
          const connection = index === 3 ? 'second' : 'main';
          await begin(`j${index}`, { stream: `s${index}`, connection });
        }
        await store.journal.end('j1', 'done', '', 'done', endingOf('audit-j1'));
        const ids = async (page: object) =>
          (await store.journal.jobs({ limit: 10, ...page })).map(({ jobId }) => jobId);
        expect(await ids({ limit: 2 })).toEqual(['j4', 'j3']);
        expect(await ids({ before: 'j3' })).toEqual(['j2', 'j1']);
        expect(await ids({ connection: 'main' })).toEqual(['j4', 'j2', 'j1']);
        expect(await ids({ unfinished: false })).toEqual(['j1']);
      });
    });

    describe('a plan', () => {
      test('becomes one job, whatever has become of that', async () => {
        expect(await store.journal.jobOfPlan('p1')).toBeUndefined();
        await begin('j1', { planId: 'p1' });
        expect((await store.journal.jobOfPlan('p1'))?.jobId).toBe('j1');
        await store.journal.end('j1', 'done', '', 'done', endingOf('j1'));
        await expect(begin('j2', { planId: 'p1', stream: 'other' })).rejects.toMatchObject({
          reason: 'refused',
          sentence: expect.stringContaining('j1'),
        });
        expect(await store.journal.job('j2')).toBeUndefined();
      });
    });

    describe('audit', () => {
      test('a record is its beginning, its ending and what was seen later', async () => {
        await store.audit.add({ type: 'begun', body: beginningOf('x') });
        const note = { at: AT + 9, auditId: 'x', summary: '3 came back', detail: { back: 3 } };
        await store.audit.add({ type: 'ended', body: endingOf('x') });
        await store.audit.add({ type: 'seen-later', body: note });
        const record = { sequence: 1, begun: beginningOf('x'), ended: endingOf('x'), later: [note] };
        expect(await (await again()).audit.record('x')).toEqual(record);
        expect(await store.audit.record('y')).toBeUndefined();
      });

      test('records are found by every field, by id and by words, newest first and in pages', async () => {
        const add = (auditId: string, change: object) =>
          store.audit.add({ type: 'begun', body: beginningOf(auditId, change) });
        await add('a', { actor: 'ann', stream: 'Orders_1', at: AT });
        await add('b', { actor: 'bob', action: 'trim', group: null, at: AT + 10, reason: '100 % full' });
        await add('c', { connection: 'second', group: 'mail', at: AT + 20, detail: { ids: ['42-7'] } });
        await store.audit.add({ type: 'ended', body: endingOf('a', { outcome: 'partial' }) });
        const found = async (filter: object, limit = 10, before?: number) =>
          (await store.audit.records(filter, limit, before)).map(({ begun }) => begun.auditId).join('');
        expect(await found({})).toBe('cba');
        expect(await found({}, 2)).toBe('cb');
        expect(await found({}, 2, 2)).toBe('a');
        expect(await found({ actor: 'bob' })).toBe('b');
        expect(await found({ action: 'trim' })).toBe('b');
        expect(await found({ connection: 'second' })).toBe('c');
        expect(await found({ stream: 'Orders_1' })).toBe('a');
        expect(await found({ group: 'mail' })).toBe('c');
        expect(await found({ from: AT + 10, to: AT + 10 })).toBe('b');
        expect(await found({ outcome: 'partial' })).toBe('a');
        expect(await found({ outcome: 'open' })).toBe('cb');
        expect(await found({ text: 'ORDERS_' })).toBe('a');
        expect(await found({ text: '% full' })).toBe('b');
        expect(await found({ text: '42-7' })).toBe('c');
        expect(await found({ text: 'no_such' })).toBe('');
        expect(await store.audit.count({ text: 'orders' })).toBe(3);
        expect(await store.audit.count({ outcome: 'open' })).toBe(2);
      });

      test('a chain that nobody touched is intact, empty or not', async () => {
        expect(await store.audit.verify()).toMatchObject({ intact: true, records: 0 });
        for (let index = 0; index < 1_100; index += 1) {
          await store.audit.add({ type: 'begun', body: beginningOf(`x${index}`) });
        }
        expect(await (await again()).audit.verify()).toMatchObject({ intact: true, records: 1_100 });
      });
    });
  });
}
