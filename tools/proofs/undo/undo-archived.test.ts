import { actionInput, type ActionInput } from '@weir/domain/actions/action-input';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullState } from './full-state.ts';
import { openUndoCourse, type UndoCourse } from './undo-course.ts';

let course: UndoCourse;
beforeAll(async () => {
  course = await openUndoCourse();
});
afterAll(() => course.close());

async function filled(stream: string): Promise<void> {
  for (let at = 1; at <= 40; at += 1) {
    await course.redis.call('XADD', stream, `${at}-0`, 'n', at, 'n', Buffer.from([0xff, 0, at]));
  }
}

const entriesOf = async (stream: string) => (await fullState(course.redis, stream))?.entries ?? [];
const inputOf = (stream: string, fields: object): ActionInput =>
  actionInput.parse({ connection: 'main', stream, ...fields });

async function removed(stream: string, fields: object): Promise<string> {
  const answer = await course.apply(await course.plan(inputOf(stream, fields)));
  expect(answer).toMatchObject({ outcome: 'done', undo: { needs: 'maintainer' } });
  return answer.jobId ?? '';
}

const TRIM = { kind: 'trim', rule: { keep: 'newest', entries: 25 } };
const DELETE = { kind: 'delete-entries', selection: { ids: ['3-0', '20-0', '40-0'] } };

test.each([
  ['trim', { ...TRIM, archive: true }, (at: number) => at < 15],
  ['delete-entries', { ...DELETE, archive: true }, (at: number) => [2, 19, 39].includes(at)],
] as const)('what a %s archived comes back byte for byte, in a stream of its own', async (name, fields, gone) => {
  const stream = `kept:${name}`;
  await filled(stream);
  const before = await entriesOf(stream);
  const jobId = await removed(stream, fields);
  const left = await entriesOf(stream);
  const plan = await course.planUndo(stream, jobId);
  expect(plan).toMatchObject({ refusal: null, stream: `${stream}:restored` });
  expect(plan.warnings.map((each) => plainSentence(each, 0)).join(' ')).toContain('do not go back into');
  expect(await course.apply(plan)).toMatchObject({ outcome: 'done' });
  expect(await entriesOf(`${stream}:restored`)).toEqual(before.filter((_, at) => gone(at)));
  expect(await entriesOf(stream)).toEqual(left);
  expect((await course.planUndo(stream, jobId)).refusal).not.toBeNull();
});

test('where the stream is gone altogether they come back under its name', async () => {
  await filled('whole');
  const before = await entriesOf('whole');
  const jobId = await removed('whole', { ...TRIM, archive: true });
  await course.redis.call('DEL', 'whole');
  const plan = await course.planUndo('whole', jobId);
  expect(plan).toMatchObject({ refusal: null, stream: 'whole', warnings: [] });
  expect(await course.apply(plan)).toMatchObject({ outcome: 'done' });
  expect(await entriesOf('whole')).toEqual(before.slice(0, 15));
});

test('without an archive the reason is said before anything is looked at', async () => {
  await filled('lost');
  const jobId = await removed('lost', { ...TRIM, archive: false });
  const { refusal } = await course.planUndo('lost', jobId);
  expect(plainSentence(refusal ?? [], 0)).toContain('it was not archived');
});
