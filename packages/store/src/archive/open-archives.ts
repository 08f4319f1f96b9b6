import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ArchiveHead,
  ArchiveManifest,
  ArchivePart,
  Archives,
  ListedArchive,
  PartToKeep,
  SealedArchive,
} from '@weir/domain/archive/archives';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { isArchiveId, MANIFEST } from './archive-paths.ts';
import { archiveTrouble } from './archive-trouble.ts';
import { makeFolder, writeAside } from './durable-file.ts';
import { keepPart, partLines, partSummary, readIfThere, sha256 } from './part-file.ts';

/** Archives as folders in `root`, which is made when the first one is. */
export function openArchives(root: string): Archives {
  const orTold = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw archiveTrouble(error, root);
    }
  };
  return {
    keep: (head, part) => orTold(() => keepIn(folderOf(root, head.archiveId), part)),
    part: (archiveId, number) => orTold(() => checkedPart(folderOf(root, archiveId), number)),
    seal: (head, parts) => orTold(() => sealIn(folderOf(root, head.archiveId), head, parts)),
    find: (archiveId) =>
      isArchiveId(archiveId)
        ? orTold(() => sealedIn(folderOf(root, archiveId), archiveId))
        : Promise.resolve(undefined),
    list: (limit) => orTold(() => listIn(root, limit)),
    lines: (archiveId, number) => orTold(() => linesIn(folderOf(root, archiveId), archiveId, number)),
  };
}

function folderOf(root: string, archiveId: string): string {
  if (!isArchiveId(archiveId)) throw new ConsoleError('not-found', 'There is no such archive.');
  return join(root, archiveId);
}

async function keepIn(folder: string, part: PartToKeep): Promise<ArchivePart> {
  const before = await checkedPart(folder, part.number);
  if (before !== undefined) return before;
  await makeFolder(folder);
  return keepPart(folder, part);
}

/** A finished part whose file was read back and is the one it was made of. */
async function checkedPart(folder: string, number: number): Promise<ArchivePart | undefined> {
  const part = await partSummary(folder, number);
  if (part !== undefined) await partLines(folder, part);
  return part;
}

async function sealIn(folder: string, head: ArchiveHead, count: number): Promise<SealedArchive> {
  const before = await sealedIn(folder, head.archiveId);
  if (before !== undefined) return before;
  const parts: ArchivePart[] = [];
  for (let number = 1; number <= count; number += 1) {
    const part = await partSummary(folder, number);
    if (part === undefined) throw new ConsoleError('refused', `Part ${number} of the archive is missing.`);
    parts.push(part);
  }
  const sum = (pick: (part: ArchivePart) => number): number => parts.reduce((total, part) => total + pick(part), 0);
  const manifest: ArchiveManifest = {
    format: 1,
    ...head,
    entries: sum(({ entries }) => entries),
    bytes: sum(({ bytes }) => bytes),
    storedBytes: sum(({ storedBytes }) => storedBytes),
    firstId: parts.find(({ firstId }) => firstId !== null)?.firstId ?? null,
    lastId: parts.findLast(({ lastId }) => lastId !== null)?.lastId ?? null,
    parts,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  const written = await writeAside(join(folder, MANIFEST), text);
  await written.finish();
  return { manifest, sha256: sha256(text) };
}

async function sealedIn(folder: string, archiveId: string): Promise<SealedArchive | undefined> {
  const text = await readIfThere(join(folder, MANIFEST));
  if (text === undefined) return undefined;
  let manifest: ArchiveManifest | undefined;
  try {
    // Written by sealIn; what matters of it is held against the files it names.
    manifest = JSON.parse(text.toString('utf8')) as ArchiveManifest;
  } catch {
    manifest = undefined;
  }
  if (manifest?.format !== 1 || manifest.archiveId !== archiveId || !Array.isArray(manifest.parts)) {
    throw new ConsoleError('refused', `The manifest of ${archiveId} is damaged or belongs to another archive.`);
  }
  return { manifest, sha256: sha256(text) };
}

async function linesIn(folder: string, archiveId: string, number: number): Promise<Uint8Array> {
  const sealed = await sealedIn(folder, archiveId);
  const part = sealed?.manifest.parts.find((each) => each.number === number);
  if (part === undefined) throw new ConsoleError('not-found', 'There is no such part of an archive.');
  return partLines(folder, part);
}

async function listIn(root: string, limit: number): Promise<readonly ListedArchive[]> {
  let names: string[];
  try {
    names = (await readdir(root)).filter(isArchiveId);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const dated = await someAtATime(names, async (name) => {
    const found = await stat(join(root, name)).catch(() => undefined);
    // Removed in this moment.
    return found === undefined ? [] : [{ name, at: found.mtimeMs }];
  });
  const newest = dated
    .flat()
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit);
  return someAtATime(newest, async ({ name: archiveId }): Promise<ListedArchive> => {
    try {
      return { archiveId, sealed: (await sealedIn(join(root, archiveId), archiveId)) ?? null, trouble: '' };
    } catch (error) {
      return { archiveId, sealed: null, trouble: archiveTrouble(error, root).sentence };
    }
  });
}

// Each holds a file open while it is read, and a process may have a thousand or so.
const AT_A_TIME = 64;

async function someAtATime<A, B>(all: readonly A[], ask: (one: A) => Promise<B>): Promise<readonly B[]> {
  const answers: B[] = [];
  for (let at = 0; at < all.length; at += AT_A_TIME) {
    answers.push(...(await Promise.all(all.slice(at, at + AT_A_TIME).map((one) => ask(one)))));
  }
  return answers;
}
