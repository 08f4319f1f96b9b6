import type { ActionInput } from '@weir/domain/actions/action-input';
import { actionInput } from '@weir/domain/actions/action-input';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import type { Plan } from '@weir/domain/actions/plan';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openUndoCourse, type UndoCourse } from './undo-course.ts';

let course: UndoCourse;
let streams = 0;
beforeAll(async () => {
  course = await openUndoCourse();
});
afterAll(() => course.close());

/** Ten entries, five of them pending with `dead`. */
async function prepared(): Promise<{ readonly stream: string; change(fields: object): ActionInput }> {
  streams += 1;
  const stream = `told:${streams}`;
  for (let at = 1; at <= 10; at += 1) await course.redis.call('XADD', stream, `${at}-0`, 'f', 'v');
  await course.redis.call('XGROUP', 'CREATE', stream, 'g', 0);
  await course.redis.call('XREADGROUP', 'GROUP', 'g', 'dead', 'COUNT', 5, 'STREAMS', stream, '>');
  return { stream, change: (fields) => actionInput.parse({ connection: 'main', stream, group: 'g', ...fields }) };
}

async function made(input: ActionInput): Promise<string> {
  const answer = await course.apply(await course.plan(input));
  expect(answer).toMatchObject({ outcome: 'done', undo: { possible: true, by: null } });
  return answer.jobId ?? '';
}

const refusalOf = ({ refusal }: Plan): string => (refusal === null ? '' : plainSentence(refusal, 0));
const ALL = { selection: { matching: {} } };
const CLAIM = { kind: 'claim', ...ALL, to: { consumer: 'taker' }, watch: false };
const ACKNOWLEDGE = { kind: 'acknowledge', ...ALL };

test('the job and its record say by which job it was taken back, and it is not taken back twice', async () => {
  const { stream, change } = await prepared();
  const jobId = await made(change(CLAIM));
  const plan = await course.planUndo(stream, jobId);
  const same = await course.planUndo(stream, jobId);
  expect(plan).toMatchObject({ title: 'Give back 5 entries', group: 'g', undoes: { jobId, kind: 'claim' } });
  const undone = await course.apply(plan);
  expect(undone).toMatchObject({ outcome: 'done', affected: 5, sentence: '5 entries put back.' });
  const { journal, audit } = course.life.desk.tools;
  const job = await journal.job(jobId);
  const record = await audit.record(job?.auditId ?? '');
  expect(record?.later).toMatchObject([
    { summary: `Taken back by tester, job ${undone.jobId}. 5 entries put back.`, detail: { undoneBy: undone.jobId } },
  ]);
  expect((await journal.lines(jobId)).at(-1)?.text).toContain(`job ${undone.jobId}`);
  expect(await course.apply(same)).toMatchObject({ outcome: 'refused', jobId: null, affected: 0 });
  expect(refusalOf(await course.planUndo(stream, jobId))).toBe(`It was taken back by job ${undone.jobId}.`);
  expect(refusalOf(await course.planUndo(stream, undone.jobId ?? ''))).toContain('make the change again');
  expect((await audit.verify()).intact).toBe(true);
});

test('an undo is found by the audit record too, and only on its own stream', async () => {
  const { stream, change } = await prepared();
  const job = await course.life.desk.tools.journal.job(await made(change(ACKNOWLEDGE)));
  const undo = (fields: object) => course.plan(actionInput.parse({ kind: 'undo', connection: 'main', ...fields }));
  expect(await undo({ stream, auditId: job?.auditId })).toMatchObject({ undoes: { jobId: job?.jobId }, refusal: null });
  expect(refusalOf(await undo({ stream: 'other', jobId: job?.jobId }))).toContain('No change of this stream');
  expect(refusalOf(await undo({ stream, jobId: 'none' }))).toContain('No change of this stream');
  expect(() => actionInput.parse({ kind: 'undo', connection: 'main', stream })).toThrow('one of the two');
});

test('what consumers did to claimed entries since stays, each with its reason', async () => {
  const { stream, change } = await prepared();
  const jobId = await made(change(CLAIM));
  const { redis } = course;
  await redis.call('XACK', stream, 'g', '1-0');
  await redis.call('XCLAIM', stream, 'g', 'taker', 0, '2-0', 'JUSTID', 'IDLE', 0);
  await redis.call('XCLAIM', stream, 'g', 'else', 0, '3-0');
  const plan = await course.planUndo(stream, jobId);
  expect(plan.affects.count).toBe(2);
  expect(plan.preview).toMatchObject({
    of: 'undo',
    moves: [{ now: 'taker', before: 'dead', count: 2 }],
    stays: { reasons: expect.arrayContaining([{ reason: 'delivered-again', count: 1 }]) },
  });
  await redis.call('XACK', stream, 'g', '4-0', '5-0');
  const late = await course.apply(plan);
  expect(late).toMatchObject({ outcome: 'refused', affected: 0, skippedTotal: 2 });
  const none = await course.planUndo(stream, jobId);
  expect(refusalOf(none)).toContain('Nothing is as the claim left it: 3 were acknowledged already');
});

test('acknowledged entries whose payload went are said, and nothing is put into a group of the same name made anew', async () => {
  const { stream, change } = await prepared();
  const jobId = await made(change(ACKNOWLEDGE));
  const { redis } = course;
  await redis.call('XDEL', stream, '1-0', '2-0', '3-0', '4-0');
  const plan = await course.planUndo(stream, jobId);
  expect(plan.affects.count).toBe(1);
  expect(plan.warnings.map((each) => plainSentence(each, 0)).join(' ')).toContain('4 were without payload');
  await redis.call('XGROUP', 'DESTROY', stream, 'g');
  expect(await course.apply(plan)).toMatchObject({
    outcome: 'refused',
    differences: ['The group is not there any more.'],
  });
  await redis.call('XGROUP', 'CREATE', stream, 'g', 0);
  expect(refusalOf(await course.planUndo(stream, jobId))).toContain('1 was not read by the group yet');
  await redis.call('DEL', stream);
  expect(refusalOf(await course.planUndo(stream, jobId))).toBe('The stream is not there any more.');
  await redis.call('XADD', stream, '1-0', 'f', 'v');
  expect(refusalOf(await course.planUndo(stream, jobId))).toContain('made anew');
});

test('a position goes back only while the group stands where it was put', async () => {
  const { stream } = await prepared();
  const move = actionInput.parse({
    kind: 'move-group',
    connection: 'main',
    stream,
    group: 'g',
    to: { from: '3-0' },
  });
  const jobId = await made(move);
  const { redis } = course;
  await redis.call('XREADGROUP', 'GROUP', 'g', 'dead', 'COUNT', 2, 'STREAMS', stream, '>');
  expect(refusalOf(await course.planUndo(stream, jobId))).toContain('g read on since: 2 entries were handed out');
});

test('a removed consumer is made again and gets back what was moved; one that was created goes while it is unused', async () => {
  const { stream, change } = await prepared();
  const { redis } = course;
  const consumers = async (): Promise<readonly unknown[]> =>
    ((await redis.call('XINFO', 'CONSUMERS', stream, 'g')) as unknown[][]).map((fields) => [fields[1], fields[3]]);
  const removed = await made(change({ kind: 'remove-consumer', consumers: ['dead'], to: 'taker' }));
  expect(await consumers()).toEqual([['taker', 5]]);
  await redis.call('XACK', stream, 'g', '1-0');
  const plan = await course.planUndo(stream, removed);
  expect(plan.title).toBe('Make consumer dead again and give back 4 entries');
  expect(await course.apply(plan)).toMatchObject({
    outcome: 'done',
    sentence: 'Make consumer dead again and give back 4 entries. 4 entries put back.',
  });
  expect(await consumers()).toEqual([
    ['dead', 4],
    ['taker', 0],
  ]);
  const created = await made(change({ kind: 'create-consumer', consumer: 'late' }));
  const unused = await course.planUndo(stream, created);
  await redis.call('XREADGROUP', 'GROUP', 'g', 'late', 'COUNT', 1, 'STREAMS', stream, '>');
  expect(refusalOf(await course.planUndo(stream, created))).toContain('it holds 1 entry');
  expect(await course.apply(unused)).toMatchObject({ affected: 0 });
  await redis.call('XGROUP', 'DELCONSUMER', stream, 'g', 'late');
  expect(refusalOf(await course.planUndo(stream, created))).toContain('nothing to take back');
  const again = await made(change({ kind: 'create-consumer', consumer: 'late' }));
  expect(await course.apply(await course.planUndo(stream, again))).toMatchObject({ outcome: 'done' });
  expect(await consumers()).not.toContainEqual(['late', 0]);
});

test('taking a change back needs the role that making it needs', async () => {
  const { stream, change } = await prepared();
  const jobId = await made(change({ kind: 'destroy-group' }));
  const { planId } = await course.planUndo(stream, jobId);
  const request = { planId, reason: '', confirmName: undefined, origin: '127.0.0.1' };
  const asOperator = course.life.desk.apply(request, { actor: 'other', role: 'operator' });
  await expect(asOperator).rejects.toThrow('This needs the role maintainer.');
  expect(await course.redis.call('XINFO', 'GROUPS', stream)).toEqual([]);
});
