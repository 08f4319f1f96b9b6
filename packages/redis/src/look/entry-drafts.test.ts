import { actionInput, type InputOf } from '@weir/domain/actions/action-input';
import { addEntry } from '@weir/domain/actions/add-entry';
import { deleteEntries } from '@weir/domain/actions/delete-entries';
import type { Freezer } from '@weir/domain/actions/freezer';
import type { Draft } from '@weir/domain/actions/plan';
import { restore } from '@weir/domain/actions/restore';
import type { ArchiveManifest, Archives } from '@weir/domain/archive/archives';
import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startActing, type ActingRedis } from '../changes/rig/acting-redis.ts';
import { NO_PAST } from '../changes/rig/no-past.ts';

let acting: ActingRedis;
let streams = 0;
let frozen: string[] = [];
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

const id = (text: string): EntryId => text as EntryId; // canonical by hand
const freezer: Freezer = {
  freeze(entries) {
    frozen.push(...entries.map((entry) => entry.id));
    return Promise.resolve();
  },
  progress: () => {},
  signal: { aborted: false },
  liveWithinMs: 60_000,
  past: NO_PAST,
};

/** 200 entries, every tenth of ann; of g 1 … 50 are read and 1 … 40 acknowledged, of h nothing is read. */
async function prepared(): Promise<string> {
  streams += 1;
  frozen = [];
  const stream = `d${streams}`;
  const { rig } = acting;
  for (let at = 1; at <= 200; at += 1)
    void rig.call('XADD', stream, `${at}-0`, 'user', at % 10 === 0 ? 'ann' : 'bob', 'n', at);
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  await rig.call('XGROUP', 'CREATE', stream, 'h', '0');
  await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 50, 'STREAMS', stream, '>');
  await rig.call('XACK', stream, 'g', ...Array.from({ length: 40 }, (_, at) => `${at + 1}-0`));
  return stream;
}

function input<K extends 'add-entry' | 'delete-entries' | 'restore'>(
  kind: K,
  stream: string,
  rest: object,
): InputOf<K> {
  return actionInput.parse({ kind, connection: 'c', stream, ...rest }) as InputOf<K>; // the kind was just said
}

const told = (draft: Draft): string => (draft.refusal === null ? '' : plainSentence(draft.refusal, 0));
const warned = (draft: Draft): readonly string[] => draft.warnings.map((warning) => plainSentence(warning, 0));
const effects = (draft: Draft): readonly string[] =>
  draft.groups.map(({ group, effect, sentence }) => `${group} ${effect}: ${plainSentence(sentence, 0)}`);

const ANN = { filter: { conditions: [{ field: 'user', is: 'ann' }] } };
const drafts = (stream: string, rest: object): Promise<Draft> =>
  deleteEntries.draft(acting.look, input('delete-entries', stream, rest), freezer);

describe('deleting all that match', () => {
  test('freezes their ids and says what each group loses and keeps pending', async () => {
    const draft = await drafts(await prepared(), { selection: { matching: ANN } });
    expect(draft).toMatchObject({
      title: 'Delete 20 entries',
      affects: { count: 20, exact: true },
      work: { do: 'delete-entries', count: 20, archive: true },
      preview: { looked: 200, complete: true, firstId: '10-0', lastId: '200-0', archive: true },
    });
    expect(frozen).toEqual(Array.from({ length: 20 }, (_, at) => `${(at + 1) * 10}-0`));
    expect(effects(draft)).toEqual([
      'g loses-pending: Never gets 15 it has not read. 1 stays pending without a payload.',
      'h loses-unread: Never gets 20 it has not read.',
    ]);
    expect(draft.commands[0]).toMatch(/^XDEL d\d+ 10-0 20-0 /);
  });

  test('within a range, without an archive only when that is said, and then with a warning', async () => {
    const range = { matching: { ...ANN, from: '31-0', to: '50-0' } };
    const draft = await drafts(await prepared(), { selection: range, archive: false });
    expect(frozen).toEqual(['40-0', '50-0']);
    expect(draft.work).toEqual({ do: 'delete-entries', count: 2, seen: { top: '200-0', added: 200 } });
    expect(warned(draft)[0]).toBe('Nothing is archived: what is deleted cannot be brought back.');
    expect(effects(draft)[0]).toBe('g loses-pending: 1 stays pending without a payload.');
  });

  test('more than a hundred loses much', async () => {
    const bob = { filter: { conditions: [{ field: 'user', contains: 'bo' }] } };
    const of = input('delete-entries', await prepared(), { selection: { matching: bob } });
    const draft = await deleteEntries.draft(acting.look, of, freezer);
    expect(draft.affects.count).toBe(180);
    expect(deleteEntries.risk(of, draft.work)).toBe(3);
    expect(deleteEntries.risk(of, { do: 'delete-entries', count: 100 })).toBe(2);
  });

  test('nothing matching is said with how much was looked at', async () => {
    const nobody = { filter: { conditions: [{ field: 'user', is: 'eve' }] } };
    const draft = await drafts(await prepared(), { selection: { matching: nobody } });
    expect(told(draft)).toBe('None of the 200 entries looked at matches.');
    expect(draft.work).toBeNull();
  });

  test('an entry too large to be searched is said', async () => {
    const stream = await prepared();
    await acting.rig.call('XADD', stream, '300-0', 'user', Buffer.alloc(33 * 1024 * 1024));
    await acting.rig.call('XADD', stream, '301-0', 'user', 'ann');
    const draft = await drafts(stream, { selection: { matching: ANN } });
    expect(draft.affects.count).toBe(21);
    expect(warned(draft)[0]).toBe('1 entry is too large to be searched and stays.');
    await acting.rig.call('DEL', stream);
  });

  test('stopped looking freezes nothing', async () => {
    const stopped = { ...freezer, signal: { aborted: true } };
    const of = input('delete-entries', await prepared(), { selection: { matching: ANN } });
    await expect(deleteEntries.draft(acting.look, of, stopped)).rejects.toMatchObject({ reason: 'refused' });
    expect(frozen).toEqual([]);
  });
});

test('deleting by id leaves out what is gone and what never was', async () => {
  const stream = await prepared();
  await acting.rig.call('XDEL', stream, '7-0');
  const draft = await drafts(stream, { selection: { ids: ['9-0', '7-0', '8-0', '8-5', '999-0', '9-0'] } });
  expect(frozen).toEqual(['8-0', '9-0']);
  expect(draft.preview).toMatchObject({ gone: 3, looked: 5 });
  const none = await drafts(stream, { selection: { ids: ['7-0'] } });
  expect(told(none)).toBe('None of these entries is in the stream any more.');
});

const add = (stream: string, rest: object = {}): Promise<Draft> =>
  addEntry.draft(acting.look, input('add-entry', stream, { fields: [['a b', 'c']], ...rest }), freezer);

describe('adding an entry', () => {
  test('says who reads it and gives the command', async () => {
    const draft = await add(await prepared());
    expect(draft).toMatchObject({ refusal: null, affects: { count: 1 }, preview: { bytes: 4, lastId: '200-0' } });
    expect(draft.commands).toEqual([`XADD d${streams} NOMKSTREAM * "a b" c`]);
    expect(effects(draft)[1]).toBe('h reads-new: h reads 1 entry as a new entry; it has no consumer yet.');
  });

  test('an id that is too low, a stream that is not there and a name that stands for nothing are said', async () => {
    const stream = await prepared();
    expect(told(await add(stream, { id: '200-0' }))).toBe(
      'An ID must be above 200-0, the highest this stream ever had.',
    );
    expect((await add(stream, { id: '200-1' })).refusal).toBeNull();
    expect(told(await add('nowhere'))).toBe('There is no stream nowhere. Allow it to be created.');
    expect(warned(await add('nowhere', { create: true }))).toEqual([
      'The stream nowhere does not exist yet and is created.',
    ]);
    await expect(add(stream, { fields: [['a', '\\q']] })).rejects.toMatchObject({ reason: 'bad-input' });
  });
});

describe('restoring', () => {
  const lines = new TextEncoder().encode('{"id":"5-0","fields":[["a","b"]]}\n{"id":"6-0","fields":[["a","b"]]}\n');
  const parts = [{ number: 1, firstId: '5-0', lastId: '6-0', entries: 2 }];
  const manifest = {
    archiveId: 'x',
    stream: 'orders',
    entries: 2,
    firstId: '5-0',
    lastId: '6-0',
    parts,
  } as unknown as ArchiveManifest;
  const archives: Pick<Archives, 'find' | 'lines'> = {
    find: (archiveId) => Promise.resolve(archiveId === 'x' ? { manifest, sha256: 'h' } : undefined),
    lines: () => Promise.resolve(lines),
  };
  const back = (stream: string, rest: object = {}): Promise<Draft> =>
    restore.draft(acting.look, input('restore', stream, { archive: 'x', ...rest }), { ...freezer, archives });

  test('into a stream that is not there keeps the ids', async () => {
    const draft = await back('fresh', { create: true });
    expect(draft).toMatchObject({
      title: 'Restore 2 entries',
      refusal: null,
      work: { do: 'restore', archiveId: 'x', sha256: 'h', as: 'keep', ids: null },
      basis: { targetState: 'none', lastGeneratedId: ZERO_ID },
    });
    expect(warned(draft)).toEqual(['The stream fresh does not exist yet and is created.', 'They came from orders.']);
  });

  test('into one that had higher ids is refused with the ways on, and goes as new entries', async () => {
    const stream = await prepared();
    expect(told(await back(stream))).toBe(
      `${stream} already had 200-0, and Redis adds no entry with a lower ID. Restore into a new stream, or as new entries.`,
    );
    expect(effects(await back(stream, { as: 'new' }))[0]).toContain('reads 2 entries as new entries');
  });

  test('some by id, as far as the archive has them', async () => {
    const draft = await back('fresh', { create: true, ids: ['6-0', '7-0'] });
    expect(draft.work).toMatchObject({ ids: [id('6-0')] });
    expect(draft.title).toBe('Restore 1 entry');
    expect(told(await back('fresh', { create: true, ids: ['7-0'] }))).toBe('The archive holds none of these entries.');
  });

  test('an archive that is not there is said', async () => {
    await expect(back('fresh', { archive: 'y' })).rejects.toMatchObject({ reason: 'not-found' });
  });
});
