import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { ArchivePart, PartToKeep } from '@weir/domain/archive/archives';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { partPaths } from './archive-paths.ts';
import { writeAside } from './durable-file.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
// Level 1 keeps up with what Redis sends; the checksum makes a damaged file say so to every reader.
const HOW = { params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 } };

/** Writes a part, reads back what lies on disk, compares it and only then gives it its name. */
export async function keepPart(folder: string, part: PartToKeep): Promise<ArchivePart> {
  const { lines, ...about } = part;
  const { file, data, summary } = partPaths(folder, part.number);
  const stored = await compress(lines, HOW);
  const written = await writeAside(data, stored);
  const back = await readFile(written.aside);
  if (!stored.equals(back) || !(await decompress(back)).equals(lines)) {
    throw new ConsoleError('refused', `What was archived reads back as something else (${written.aside}).`);
  }
  await written.finish();
  const kept: ArchivePart = { ...about, file, bytes: lines.length, storedBytes: stored.length, sha256: sha256(stored) };
  const told = await writeAside(summary, Buffer.from(`${JSON.stringify(kept)}\n`));
  await told.finish();
  return kept;
}

/** What a finished part says of itself; undefined = it is not finished. */
export async function partSummary(folder: string, number: number): Promise<ArchivePart | undefined> {
  const text = await readIfThere(partPaths(folder, number).summary);
  // Written by keepPart and by nobody else; a hand that changed it is found by the hash of the file.
  return text === undefined ? undefined : (JSON.parse(text.toString('utf8')) as ArchivePart);
}

/** The lines of a part, once its file was found to be the one the part was made of. */
export async function partLines(folder: string, part: ArchivePart): Promise<Uint8Array> {
  const stored = await readFile(partPaths(folder, part.number).data);
  if (stored.length !== part.storedBytes || sha256(stored) !== part.sha256) {
    throw new ConsoleError(
      'refused',
      `${part.file} is not the file that was archived: it was damaged, cut or swapped.`,
    );
  }
  return decompress(stored);
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
