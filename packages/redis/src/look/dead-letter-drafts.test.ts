import { deadLetterInput, redriveInput, resendEntryInput } from '@weir/domain/actions/action-input';
import { deadLetter } from '@weir/domain/actions/dead-letter';
import type { Freezer } from '@weir/domain/actions/freezer';
import type { Draft, Plan } from '@weir/domain/actions/plan';
import { redrive } from '@weir/domain/actions/redrive';
import { resendEntry } from '@weir/domain/actions/resend-entry';
import { DEFAULT_RULES } from '@weir/domain/dead-letters/letter-rules';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startActing, type ActingRedis } from '../changes/rig/acting-redis.ts';
import { NO_PAST } from '../changes/rig/no-past.ts';

let acting: ActingRedis;
let frozen: string[] = [];
beforeAll(async () => {
  acting = await startActing();
});
beforeEach(async () => {
  frozen = [];
  await acting.rig.call('FLUSHALL');
});
afterAll(() => acting.close());

const freezer: Freezer = {
  freeze(entries) {
    frozen.push(...entries.map(({ id }) => id));
    return Promise.resolve();
  },
  progress: () => undefined,
  signal: { aborted: false },
  liveWithinMs: 60_000,
  past: NO_PAST,
  letters: DEFAULT_RULES,
};

const said = (draft: Draft) => draft.warnings.map((warning) => plainSentence(warning, 0));
const refusal = (draft: Draft) => (draft.refusal === null ? '' : plainSentence(draft.refusal, 0));
// Sound: only what `moved` looks at is read.
const planOf = (draft: Draft, stream: string) => ({ ...draft, stream, group: null }) as unknown as Plan;

async function pendingOrders(count = 4) {
  const { rig } = acting;
  for (let at = 1; at <= count; at += 1) await rig.call('XADD', 'orders', `${at}-0`, 'n', at);
  for (const group of ['mail', 'stock']) await rig.call('XGROUP', 'CREATE', 'orders', group, '0');
  await rig.call('XREADGROUP', 'GROUP', 'mail', 'c1', 'COUNT', count, 'STREAMS', 'orders', '>');
}

const dead = (over: object = {}) =>
  deadLetter.draft(
    acting.look,
    deadLetterInput.parse({
      kind: 'dead-letter',
      connection: 'c',
      stream: 'orders',
      group: 'mail',
      selection: { matching: {} },
      ...over,
    }),
    freezer,
  );

const back = (over: object = {}) =>
  redrive.draft(
    acting.look,
    redriveInput.parse({ kind: 'redrive', connection: 'c', stream: 'x:dlq', selection: { matching: {} }, ...over }),
    freezer,
  );

test('dead-letter: freezes what has a payload, says what is left out and where it goes', async () => {
  await pendingOrders();
  await acting.rig.call('XDEL', 'orders', '2-0');
  const draft = await dead();
  expect(frozen).toEqual(['1-0', '3-0', '4-0']);
  expect(draft).toMatchObject({ title: 'Dead-letter 3 entries', typeName: 'mail', refusal: null });
  expect(draft.preview).toMatchObject({
    to: 'orders:dlq',
    targetLength: null,
    payloadGone: 1,
    otherGroups: ['stock'],
    oneStep: true,
  });
  expect(said(draft)[0]).toContain('1 entry without a payload is left out');
  expect(draft.work).toMatchObject({ do: 'dead-letter', to: 'orders:dlq', create: true, count: 3 });
});

test('dead-letter: the commands it shows do what it does', async () => {
  await pendingOrders(1);
  const [line = ''] = (await dead()).commands;
  const [, script = '', rest = ''] = /^EVAL "(.*)" (2 .*)$/.exec(line) ?? [];
  expect(await acting.rig.call('EVAL', script, ...rest.split(' '))).toBe(1);
  expect(await acting.pending('orders', 'mail')).toEqual({});
  const [[, words] = ['', []]] = (await acting.rig.call('XRANGE', 'orders:dlq', '-', '+')) as [string, string[]][];
  expect(words.slice(0, 8)).toEqual('n 1 weir-dlq-stream orders weir-dlq-id 1-0 weir-dlq-group mail'.split(' '));
});

test('dead-letter: not to itself, not to what is no stream, not to a stream that is not there unless it may be made', async () => {
  await pendingOrders();
  await acting.rig.call('SET', 'text', 'v');
  expect(refusal(await dead({ to: { stream: 'orders' } }))).toContain('cannot go to the stream itself');
  expect(refusal(await dead({ to: { stream: 'text' } }))).toContain('something other than a stream');
  expect(refusal(await dead({ to: { stream: 'elsewhere' } }))).toContain('There is no stream elsewhere');
  expect(refusal(await dead({ to: { stream: 'elsewhere', create: true } }))).toBe('');
  expect(refusal(await dead({ selection: { matching: { minDeliveries: 5 } } }))).toContain('No pending entry matches');
  const plan = planOf(await dead(), 'orders');
  expect(await deadLetter.moved(acting.look, plan)).toEqual([]);
  await acting.rig.call('SET', 'orders:dlq', 'v');
  expect(await deadLetter.moved(acting.look, plan)).toHaveLength(1);
});

/** One dead letter of Weir's own. */
const letter = (from: string, group: string, reason: string) =>
  acting.rig.call(
    'XADD',
    'x:dlq',
    '*',
    ...`n 1 weir-dlq-stream ${from} weir-dlq-id 1-0 weir-dlq-group ${group} weir-dlq-consumer c weir-dlq-deliveries 5`.split(
      ' ',
    ),
    ...`weir-dlq-at 7 weir-dlq-reason ${reason}`.split(' '),
  );

test('redrive: each to its own origin, in parts; what has none or lost it is told apart', async () => {
  const { rig } = acting;
  await pendingOrders(2);
  await rig.call('XADD', 'jobs', '1-0', 'n', 1);
  for (const [from, group] of [
    ['orders', 'mail'],
    ['jobs', 'g'],
    ['orders', 'mail'],
    ['gone', 'g'],
  ] as const)
    await letter(from, group, 'why');
  const all = await acting.ids('x:dlq');
  const draft = await back();
  expect(draft.preview).toMatchObject({
    parts: [
      { to: 'orders', count: 2, failedIn: ['mail'], groups: [{ group: 'mail' }, { group: 'stock' }] },
      { to: 'jobs', count: 1, groups: [] },
    ],
    noOrigin: 0,
    originGone: [{ stream: 'gone', count: 1 }],
    complete: true,
  });
  expect(frozen).toEqual([all[0], all[2], all[1]]);
  expect(draft.title).toBe('Send 3 entries back to 2 streams');
  expect(said(draft)[0]).toBe('stock of orders gets them a second time, if they had them before.');
  expect(said(draft)[1]).toContain('1 stays here');
  expect(draft.work).toMatchObject({
    do: 'redrive',
    parts: [{ to: 'orders', readers: ['mail', 'stock'] }, { to: 'jobs' }],
  });
  const plan = planOf(draft, 'x:dlq');
  expect(await redrive.moved(acting.look, plan)).toEqual([]);
  await rig.call('DEL', 'jobs');
  expect(await redrive.moved(acting.look, plan)).toEqual(['jobs is not there any more.']);
});

test('redrive: by error, by group, by ids, and to a stream of one’s own choice', async () => {
  await pendingOrders(1);
  for (const [group, reason] of [
    ['mail', 'one'],
    ['stock', 'two'],
    ['mail', 'two'],
  ] as const)
    await letter('orders', group, reason);
  const ids = await acting.ids('x:dlq');
  expect((await back({ selection: { matching: { error: 'two' } } })).affects.count).toBe(2);
  expect((await back({ selection: { matching: { group: 'mail', error: 'two' } } })).affects.count).toBe(1);
  expect((await back({ selection: { matching: { limit: 1 } } })).affects.count).toBe(1);
  expect((await back({ selection: { ids: [ids[2], ids[2], '9-9'] } })).affects.count).toBe(1);
  expect((await back({ selection: { matching: { from: ids[1], to: ids[1] } } })).affects.count).toBe(1);
  expect(refusal(await back({ to: { stream: 'new' } }))).toContain('There is no stream new');
  expect((await back({ to: { stream: 'new', create: true } })).work).toMatchObject({
    parts: [{ to: 'new', create: true, count: 3 }],
  });
  expect(refusal(await back({ selection: { matching: { error: 'three' } } }))).toContain('No dead letter matches');
});

test('redrive: nothing tells where to', async () => {
  await acting.rig.call('XADD', 'dlq', '1-0', 'n', 1);
  expect(refusal(await back({ stream: 'dlq' }))).toContain('Nothing tells where these entries came from');
  await acting.rig.call('XADD', 'x:dlq', '1-0', 'n', 1);
  expect(refusal(await back())).toContain('not there any more');
});

test('resend: shows old and new, goes to the origin, adds what it was made of; the log keeps no payload', async () => {
  await pendingOrders(1);
  await letter('orders', 'mail', 'why');
  const [id] = await acting.ids('x:dlq');
  const input = resendEntryInput.parse({
    kind: 'resend-entry',
    connection: 'c',
    stream: 'x:dlq',
    entry: id,
    fields: [['n', 'secret-2'], { keep: 0 }],
    remove: true,
  });
  const draft = await resendEntry.draft(acting.look, input, freezer);
  expect(draft.preview).toMatchObject({
    to: 'orders',
    before: [['n', '1']],
    after: [
      ['n', 'secret-2'],
      ['n', '1'],
      ['weir-resend-stream', 'x:dlq'],
      ['weir-resend-id', id],
    ],
    kept: [1],
    removes: true,
  });
  expect(draft).toMatchObject({ typeName: 'x:dlq', refusal: null });
  const plan = { ...planOf(draft, 'x:dlq'), input } as Plan;
  expect(JSON.stringify(resendEntry.recorded?.(plan))).not.toContain('secret-2');
  expect(JSON.stringify(resendEntry.recorded?.(plan))).toContain('["n",8]');
  expect(await resendEntry.moved(acting.look, plan)).toEqual([]);
  const draftOf = async (over: object) => refusal(await resendEntry.draft(acting.look, { ...input, ...over }, freezer));
  expect(await draftOf({ entry: '1-1' })).toContain('is not in the stream any more');
  expect(await draftOf({ fields: [['a', 'b\\q']] })).toContain('backslash');
  expect(await draftOf({ fields: [{ keep: 1 }] })).toContain('no field at one of the places');
  expect(await draftOf({ to: { stream: 'nowhere', create: false } })).toContain('There is no stream nowhere');
});
