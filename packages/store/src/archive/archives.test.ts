import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archives, PartToKeep } from '@weir/domain/archive/archives';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openArchives } from './open-archives.ts';

const base = mkdtempSync(join(tmpdir(), 'weir-archive-'));
afterAll(() => rmSync(base, { recursive: true }));

let root: string;
let archives: Archives;
let roots = 0;
beforeEach(() => {
  root = join(base, `r${(roots += 1)}`, 'archive');
  archives = openArchives(root);
});

const head = { archiveId: 'trim-1', connection: 'main', stream: 'orders', createdAt: 5 };
const id = (text: string): EntryId => text as EntryId; // canonical by hand

/** Where a file of an archive lies. */
function file(archive: string, name = 'part-000001.ndjson.zst'): string {
  return join(root, archive, name);
}

function part(number: number, ends = false, content = 'a line\n'): PartToKeep {
  const at = id(`${number}-0`);
  return { number, lines: Buffer.from(content), entries: 1, firstId: at, lastId: at, looked: 1, ends };
}

describe('an archive', () => {
  test('is parts and a manifest, private to its owner, and gives back what was put in', async () => {
    await archives.keep(head, part(1));
    await archives.keep(head, part(2, true, 'another\n'));
    expect(await archives.find('trim-1')).toBeUndefined();
    const { manifest, sha256 } = await archives.seal(head, 2);
    expect(manifest).toMatchObject({ ...head, format: 1, entries: 2, bytes: 15, firstId: '1-0', lastId: '2-0' });
    expect(manifest.parts.map(({ file }) => file)).toEqual(['part-000001.ndjson.zst', 'part-000002.ndjson.zst']);
    expect(await archives.find('trim-1')).toEqual({ manifest, sha256 });
    expect(Buffer.from(await archives.lines('trim-1', 2)).toString()).toBe('another\n');
    expect(await archives.list(10)).toEqual([{ archiveId: 'trim-1', sealed: { manifest, sha256 }, trouble: '' }]);
    expect(readdirSync(join(root, 'trim-1')).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
    expect(statSync(join(root, 'trim-1', 'part-000001.ndjson.zst')).mode & 0o077).toBe(0);
    expect(statSync(join(root, 'trim-1')).mode & 0o077).toBe(0);
  });

  test('a finished part is never written again, so no entry stands in it twice', async () => {
    const first = await archives.keep(head, part(1));
    expect(await archives.keep(head, part(1, true, 'something else\n'))).toEqual(first);
    expect(await archives.part('trim-1', 1)).toEqual(first);
  });

  test('what was not finished counts as not there and is written anew', async () => {
    mkdirSync(join(root, 'trim-1'), { recursive: true });
    writeFileSync(join(root, 'trim-1', 'part-000001.ndjson.zst.unfinished'), 'half');
    // The file has its name, and what tells of it is missing: it ended between the two.
    writeFileSync(join(root, 'trim-1', 'part-000001.ndjson.zst'), 'half');
    expect(await archives.part('trim-1', 1)).toBeUndefined();
    await archives.keep(head, part(1, true));
    await archives.seal(head, 1);
    expect(Buffer.from(await archives.lines('trim-1', 1)).toString()).toBe('a line\n');
  });

  test('one that was never sealed is in the list as such', async () => {
    await archives.keep(head, part(1));
    expect(await archives.list(10)).toEqual([{ archiveId: 'trim-1', sealed: null, trouble: '' }]);
  });

  test('cannot be sealed while a part is missing', async () => {
    await archives.keep(head, part(2, true));
    await expect(archives.seal(head, 2)).rejects.toMatchObject({ sentence: 'Part 1 of the archive is missing.' });
  });

  test('sealing twice gives the same', async () => {
    await archives.keep(head, part(1, true));
    expect(await archives.seal(head, 1)).toEqual(await archives.seal(head, 1));
  });

  test('may be empty', async () => {
    await archives.keep(head, {
      number: 1,
      lines: Buffer.alloc(0),
      entries: 0,
      firstId: null,
      lastId: null,
      looked: 3,
      ends: true,
    });
    expect((await archives.seal(head, 1)).manifest).toMatchObject({ entries: 0, firstId: null, lastId: null });
    expect(await archives.lines('trim-1', 1)).toHaveLength(0);
  });
});

describe('a disk that does not do what is asked', () => {
  test('a full one is said, and nothing half done stays', async () => {
    mkdirSync(join(root, 'trim-1'), { recursive: true });
    symlinkSync('/dev/full', join(root, 'trim-1', 'part-000001.ndjson.zst.unfinished'));
    await expect(archives.keep(head, part(1))).rejects.toMatchObject({
      reason: 'refused',
      sentence: `There is no room left for the archive (archive folder ${root}).`,
    });
    expect(readdirSync(join(root, 'trim-1'))).toEqual([]);
    await archives.keep(head, part(1));
  });

  test('full when the manifest is written: the archive is not sealed', async () => {
    await archives.keep(head, part(1, true));
    symlinkSync('/dev/full', join(root, 'trim-1', 'manifest.json.unfinished'));
    await expect(archives.seal(head, 1)).rejects.toMatchObject({ reason: 'refused' });
    expect(await archives.find('trim-1')).toBeUndefined();
  });

  test('a file in place of the folder is said', async () => {
    mkdirSync(join(root, '..'), { recursive: true });
    writeFileSync(root, '');
    await expect(archives.keep(head, part(1))).rejects.toMatchObject({
      sentence: expect.stringContaining('a file lies where its folder should be'),
    });
  });
});

describe('an archive that somebody changed', () => {
  beforeEach(async () => {
    for (const archiveId of ['trim-1', 'trim-2']) {
      await archives.keep({ ...head, archiveId }, part(1, true, `of ${archiveId}\n`));
      await archives.seal({ ...head, archiveId }, 1);
    }
  });
  test.each([
    ['cut', () => readFileSync(file('trim-1')).subarray(0, -1)],
    ['of one other bit', () => readFileSync(file('trim-1')).map((byte, at) => (at === 12 ? byte ^ 1 : byte))],
    ['of another archive', () => readFileSync(file('trim-2'))],
  ])('a part that is %s gives nothing', async (_, content) => {
    writeFileSync(file('trim-1'), content());
    await expect(archives.lines('trim-1', 1)).rejects.toMatchObject({
      sentence: 'part-000001.ndjson.zst is not the file that was archived: it was damaged, cut or swapped.',
    });
    await expect(archives.part('trim-1', 1)).rejects.toMatchObject({ reason: 'refused' });
  });

  test('a manifest of another one is refused, and the list says so', async () => {
    writeFileSync(file('trim-1', 'manifest.json'), readFileSync(file('trim-2', 'manifest.json')));
    const sentence = 'The manifest of trim-1 is damaged or belongs to another archive.';
    await expect(archives.find('trim-1')).rejects.toMatchObject({ sentence });
    expect((await archives.list(10)).map(({ trouble }) => trouble).toSorted()).toEqual(['', sentence]);
  });

  test('a manifest that is no JSON is refused', async () => {
    writeFileSync(file('trim-1', 'manifest.json'), '{"format":1');
    await expect(archives.find('trim-1')).rejects.toMatchObject({ reason: 'refused' });
  });

  test('a missing file is said', async () => {
    rmSync(file('trim-1'));
    await expect(archives.lines('trim-1', 1)).rejects.toMatchObject({
      sentence: expect.stringContaining('A file of the archive is missing'),
    });
  });
});

test.each(['..', '../trim-1', 'a/b', '', 'A', '.', 'trim-1/../trim-2'])(
  '%j is no archive and no way out of the folder',
  async (name) => {
    expect(await archives.find(name)).toBeUndefined();
    await expect(archives.lines(name, 1)).rejects.toMatchObject({ reason: 'not-found' });
    await expect(archives.keep({ ...head, archiveId: name }, part(1))).rejects.toMatchObject({ reason: 'not-found' });
  },
);
