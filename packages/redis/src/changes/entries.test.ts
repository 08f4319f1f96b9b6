import type { CallOutcome } from '@weir/domain/actions/call';
import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

const id = (text: string): EntryId => text as EntryId; // canonical by hand
const ids = (from: number, to: number): EntryId[] =>
  Array.from({ length: to - from + 1 }, (_, at) => id(`${from + at}-0`));

async function filled(count: number): Promise<string> {
  streams += 1;
  const stream = `e${streams}`;
  await Promise.all(ids(1, count).map((each) => acting.rig.call('XADD', stream, each, 'f', 'v')));
  return stream;
}

const word = (text: string): Uint8Array => new TextEncoder().encode(text);
const entry = (at: number, ...words: Uint8Array[]) => ({ id: id(`${at}-3`), words });
const raw = (stream: string): Promise<unknown> => acting.rig.callBuffer('XRANGE', stream, '-', '+');

describe('deleting entries', () => {
  test('removes those, says which were gone already, and leaves the rest', async () => {
    const stream = await filled(2_000);
    await acting.rig.call('XDEL', stream, '7-0');
    const outcome = await acting.run({ kind: 'delete-entries', stream, ids: [...ids(5, 1_500), id('9999-0')] });
    expect(outcome).toMatchObject({
      outcome: 'done',
      result: {
        done: 1_495,
        looked: 1_497,
        skipped: [
          { id: '7-0', reason: 'gone' },
          { id: '9999-0', reason: 'gone' },
        ],
      },
    });
    expect(await acting.ids(stream)).toEqual([...ids(1, 4), ...ids(1_501, 2_000)]);
  });

  test('a call that ran is not run again: what came under way stays', async () => {
    const stream = await filled(10);
    const call = { kind: 'delete-entries', stream, ids: ids(1, 5), job: 'twice' } as const;
    const first = await acting.run(call);
    const again = await acting.run(call, { resume: true });
    expect(again).toEqual(first);
    expect(await acting.ids(stream)).toEqual(ids(6, 10));
  });

  test('in a stream that was made anew since the job began nothing is removed', async () => {
    const stream = await filled(10);
    const job = 'remade';
    await acting.run({ kind: 'delete-entries', stream, ids: ids(1, 2), job });
    await acting.rig.call('DEL', stream);
    await acting.rig.call('XADD', stream, '3-0', 'other', 'entry');
    const outcome = await acting.run({ kind: 'delete-entries', stream, ids: ids(3, 4), job, number: 2 });
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'WEIR-REMADE' });
    expect(await acting.ids(stream)).toEqual(['3-0']);
  });

  test('nor in one that was made anew between the plan and the first step, though it has higher ids', async () => {
    const stream = await filled(10);
    await acting.rig.call('DEL', stream);
    for (const each of ids(9, 12)) await acting.rig.call('XADD', stream, each, 'other', 'entry');
    const call = { kind: 'delete-entries', stream, ids: ids(9, 10) } as const;
    const anew = await acting.run({ ...call, seen: { top: id('10-0'), added: 10 } });
    expect(anew).toMatchObject({ outcome: 'refused', code: 'WEIR-REMADE' });
    expect(await acting.ids(stream)).toEqual(ids(9, 12));
    // Where the server does not count, what it had given out tells.
    const higher = await acting.run({ ...call, seen: { top: id('13-0'), added: null } });
    expect(higher).toMatchObject({ outcome: 'refused', code: 'WEIR-REMADE' });
    expect(await acting.run({ ...call, seen: { top: id('10-0'), added: 4 } })).toMatchObject({ result: { done: 2 } });
  });

  test('of a stream that is gone, or something else, is refused', async () => {
    await acting.rig.call('SET', 'text', 'x');
    const run = (stream: string): Promise<CallOutcome> =>
      acting.run({ kind: 'delete-entries', stream, ids: ids(1, 1) });
    expect(await run('none there')).toMatchObject({ code: 'WEIR-NOSTREAM' });
    expect(await run('text')).toMatchObject({ code: 'WEIR-NOTSTREAM' });
  });
});

describe('adding an entry', () => {
  const fields = [
    ['b', '\\xff'],
    ['a', 'é'],
    ['b', ''],
  ] as const;

  test('adds the fields in order, as bytes, once', async () => {
    const stream = await filled(1);
    const call = { kind: 'add-entry', stream, create: false, id: null, fields, job: 'add-1' } as const;
    const outcome = await acting.run(call);
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 1, more: false } });
    await acting.run(call, { resume: true });
    const rows = (await raw(stream)) as [Buffer, Buffer[]][];
    expect(rows).toHaveLength(2);
    expect(rows[1]?.[1].map((word) => word.toString('latin1'))).toEqual(['b', '\xff', 'a', 'Ã©', 'b', '']);
    expect(outcome.outcome === 'done' && outcome.result.reached).toBe(rows[1]?.[0].toString());
  });

  test('takes an id above all the stream ever had, and no other', async () => {
    const stream = await filled(5);
    await acting.rig.call('XDEL', stream, '5-0');
    const run = (at: string): Promise<CallOutcome> =>
      acting.run({ kind: 'add-entry', stream, create: false, id: id(at), fields });
    expect(await run('5-0')).toMatchObject({ outcome: 'refused', code: 'WEIR-IDTOOLOW' });
    expect(await run('5-1')).toMatchObject({ outcome: 'done', result: { reached: '5-1' } });
  });

  test('creates a stream only when that is allowed', async () => {
    const run = (create: boolean): Promise<CallOutcome> =>
      acting.run({ kind: 'add-entry', stream: 'made', create, id: null, fields });
    expect(await run(false)).toMatchObject({ code: 'WEIR-NOTARGET' });
    expect(await acting.rig.call('EXISTS', 'made')).toBe(0);
    expect(await run(true)).toMatchObject({ outcome: 'done' });
    expect(await acting.rig.call('XLEN', 'made')).toBe(1);
  });
});

describe('restoring', () => {
  const base = {
    kind: 'restore',
    archive: 'a',
    sha256: '',
    create: true,
    after: ZERO_ID,
    ids: null,
    atMost: 1e4,
  } as const;
  const many = Array.from({ length: 1_200 }, (_, at) =>
    entry(at + 1, word('n'), word(`${at}`), word('n'), Uint8Array.of(255, at % 256)),
  );

  test('gives each entry its own id back, byte for byte and once', async () => {
    const call = {
      ...base,
      stream: 'back',
      as: 'keep',
      originField: null,
      archived: many,
      more: true,
      job: 'r1',
    } as const;
    const first = await acting.run(call);
    expect(first).toMatchObject({ result: { done: 1_200, looked: 1_200, reached: '1200-3', more: true } });
    expect(await acting.run(call, { resume: true })).toEqual(first);
    const rows = (await raw('back')) as [Buffer, Buffer[]][];
    expect(rows.map(([at, words]) => [at.toString(), words.map((each) => each.toString('hex'))])).toEqual(
      many.map(({ id: at, words }) => [at, words.map((each) => Buffer.from(each).toString('hex'))]),
    );
  });

  test('as new entries, with the old id as a field', async () => {
    const stream = await filled(3);
    const archived = many.slice(0, 2);
    await acting.run({ ...base, stream, as: 'new', originField: 'was', archived });
    const rows = (await acting.rig.call('XRANGE', stream, '-', '+')) as [string, string[]][];
    expect(rows.map(([, words]) => words.slice(-2))).toEqual([
      ['f', 'v'],
      ['f', 'v'],
      ['f', 'v'],
      ['was', '1-3'],
      ['was', '2-3'],
    ]);
  });

  test('under ids that are too low by now adds nothing more', async () => {
    const stream = await filled(3);
    const outcome = await acting.run({ ...base, stream, as: 'keep', originField: null, archived: many });
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'WEIR-IDTOOLOW', soFar: { done: 0 } });
    expect(await acting.ids(stream)).toEqual(ids(1, 3));
  });

  test('leaves out an entry with more words than a script can hand on, and says so', async () => {
    const huge = entry(2, ...Array.from({ length: 8_000 }, () => word('x')));
    const archived = [entry(1, word('a'), word('b')), huge, entry(3, word('a'), word('b'))];
    const outcome = await acting.run({ ...base, stream: 'huge', as: 'keep', originField: null, archived });
    expect(outcome).toMatchObject({ result: { done: 2, skipped: [{ id: '2-3', reason: 'too-large' }], more: false } });
    expect(await acting.ids('huge')).toEqual(['1-3', '3-3']);
  });

  test('large entries go in steps of their own', async () => {
    const archived = Array.from({ length: 8 }, (_, at) => entry(at + 1, word('a'), new Uint8Array(200_000)));
    const outcome = await acting.run({ ...base, stream: 'large', as: 'keep', originField: null, archived });
    expect(outcome).toMatchObject({ result: { done: 8 } });
  });
});
