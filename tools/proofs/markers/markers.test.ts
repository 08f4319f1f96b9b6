import { actionInput } from '@weir/domain/actions/action-input';
import { ACTION_KINDS, type ActionKind } from '@weir/domain/actions/action-kind';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventMarkers, streamMarkers } from '../../../apps/web/src/charts/chart-events.ts';
import { openUndoCourse, type UndoCourse } from '../undo/undo-course.ts';

let course: UndoCourse;
let archive: string;
beforeAll(async () => {
  course = await openUndoCourse();
  await prepared('archived');
  const trim = { kind: 'trim', stream: 'archived', rule: { keep: 'newest', entries: 1 }, guard: false, archive: true };
  archive = (await made(trim)) ?? '';
});
afterAll(() => course.close());

/** Ten entries, five of them pending with somebody who is gone. */
async function prepared(stream: string): Promise<void> {
  const { redis } = course;
  for (let at = 1; at <= 10; at += 1) await redis.call('XADD', stream, `${at}-0`, 'n', at);
  await redis.call('XGROUP', 'CREATE', stream, 'g', 0);
  await redis.call('XREADGROUP', 'GROUP', 'g', 'gone', 'COUNT', 5, 'STREAMS', stream, '>');
}

async function made(fields: object): Promise<string | null> {
  const plan = await course.plan(actionInput.parse({ connection: 'main', ...fields }));
  expect(plan.refusal).toBeNull();
  const { outcome, jobId } = await course.apply(plan);
  expect(outcome).toBe('done');
  return jobId;
}

type Chart = 'size' | 'flow' | 'group' | 'target';
interface Change {
  readonly fields: (stream: string) => object | Promise<object>;
  /** What it touches: length and memory, throughput, the group's own charts, and those of the stream entries go to. */
  readonly on: readonly Chart[];
}

const all = { selection: { matching: {} } };
const ofGroup = (fields: object): Change => ({ fields: () => ({ group: 'g', ...fields }), on: ['flow', 'group'] });
const ofStream = (fields: object, on: readonly Chart[] = ['size', 'flow', 'group']): Change => ({
  fields: () => fields,
  on,
});
const toOther = (stream: string) => ({ stream: `${stream}:other`, create: true });

/** One of every kind there is: the compiler asks for a new one, and the test for its markers. */
const CHANGES: { readonly [K in ActionKind]: Change } = {
  acknowledge: ofGroup(all),
  'add-entry': ofStream({ fields: [['by', 'hand']] }),
  claim: ofGroup({ ...all, to: { consumer: 'lives' }, watch: false }),
  'create-consumer': ofGroup({ consumer: 'new' }),
  'create-group': { fields: () => ({ group: 'new', start: { at: 'latest' } }), on: ['flow'] },
  'dead-letter': { ...ofGroup({ ...all, reason: 'r' }), on: ['flow', 'group'] },
  'delete-entries': ofStream({ selection: { ids: ['9-0'] } }),
  'delete-stream': ofStream({}),
  'destroy-group': ofGroup({}),
  'move-group': ofGroup({ to: { at: 'latest' } }),
  redrive: {
    fields: (stream) => ({ selection: { ids: ['9-0'] }, to: toOther(stream) }),
    on: ['size', 'flow', 'target'],
  },
  'remove-consumer': ofGroup({ consumers: ['gone'], to: 'heir' }),
  replay: {
    fields: (stream) => ({ target: toOther(stream), ratePerSecond: 1_000_000 }),
    on: ['size', 'flow', 'target'],
  },
  'resend-entry': {
    fields: (stream) => ({ entry: '9-0', fields: [{ keep: 0 }], to: toOther(stream) }),
    on: ['size', 'flow', 'target'],
  },
  restore: ofStream({ archive: '', as: 'new' }),
  trim: ofStream({ rule: { keep: 'newest', entries: 2 }, guard: false }),
  undo: {
    fields: async (stream) => ({
      jobId: await made({ kind: 'claim', stream, group: 'g', ...all, to: { consumer: 'x' }, watch: false }),
    }),
    on: ['flow', 'group'],
  },
};

test.each(ACTION_KINDS)('%s leaves a marker on every chart it touches', async (kind) => {
  const stream = `marks:${kind}`;
  await prepared(stream);
  const { fields, on } = CHANGES[kind];
  const wanted = { kind, stream, ...(await fields(stream)) };
  const before = course.life.watch.board.events.length;
  await made(kind === 'restore' ? { ...wanted, archive } : wanted);
  // As they go to the pages.
  const events = course.life.watch.board.events.slice(before);
  const { size, flow } = streamMarkers(events, stream);
  const charts = {
    size,
    flow,
    group: eventMarkers(events, stream, 'g'),
    target: streamMarkers(events, `${stream}:other`).size,
  };
  for (const chart of on) expect(charts[chart], chart).toMatchObject([{ text: expect.stringContaining('by tester') }]);
});

test('what was refused leaves none', async () => {
  await prepared('refused');
  const plan = await course.plan(
    actionInput.parse({ kind: 'acknowledge', connection: 'main', stream: 'refused', group: 'g', ...all }),
  );
  await course.redis.call('XACK', 'refused', 'g', '1-0', '2-0', '3-0', '4-0', '5-0');
  const before = course.life.watch.board.events.length;
  expect(await course.apply(plan)).toMatchObject({ affected: 0 });
  expect(course.life.watch.board.events.slice(before)).toEqual([]);
});
