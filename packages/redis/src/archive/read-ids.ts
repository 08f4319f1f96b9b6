import type { LineBatch, MostLines } from '@weir/domain/archive/line-source';
import { LineWriter } from '@weir/domain/archive/line-writer';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ONE_ENTRY_REPLY, PAGE_REPLY } from '../changes/steps/copy-source.ts';
import type { CopyRoad } from '../changes/steps/copy-wire.ts';
import { failureFromNoAnswer, failureFromReply } from '../errors/failure.ts';
import { nameBytes } from '../pages/reader.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { tooLarge, writeWords } from './write-entry.ts';

// Each is a command of its own that takes Redis a few microseconds; between two of them others get their turn.
const MOST_TOGETHER = 500;
const ROOM = 64 * 1024;

/** Single entries, some hundred commands at a time; fewer when they turn out to be large. */
export async function readIds(
  road: CopyRoad,
  stream: string,
  ids: readonly EntryId[],
  most: MostLines,
): Promise<LineBatch> {
  const key = nameBytes(stream);
  const writer = new LineWriter(ROOM);
  let together = 16;
  let looked = 0;
  const found: EntryId[] = [];
  while (looked < ids.length && looked < most.entries && writer.bytes < most.bytes) {
    const some = ids.slice(looked, Math.min(looked + together, most.entries));
    const wire = await road.wire();
    const payload = Buffer.concat(some.map((id) => encodeCommand(['XRANGE', key, id, id, 'COUNT', '1'])));
    const answer = await wire.ask(payload, some.length, some.length === 1 ? ONE_ENTRY_REPLY : PAGE_REPLY);
    if (answer.kind === 'none') throw failureFromNoAnswer(answer.why);
    if (answer.kind === 'too-large') {
      const [only] = some;
      if (some.length === 1 && only !== undefined) throw tooLarge(only);
      together = 1;
      continue;
    }
    take(writer, answer.raw, some, found);
    looked += some.length;
    together =
      answer.raw.length > PAGE_REPLY / 8
        ? Math.max(1, Math.floor(some.length / 4))
        : Math.min(MOST_TOGETHER, together * 4);
  }
  return {
    lines: writer.take(),
    entries: found.length,
    firstId: found[0] ?? null,
    lastId: found.at(-1) ?? null,
    looked,
    ended: looked >= ids.length,
  };
}

function take(writer: LineWriter, raw: Buffer, ids: readonly EntryId[], found: EntryId[]): void {
  const cursor = new ReplyCursor(raw);
  for (const id of ids) {
    const error = cursor.error();
    if (error !== undefined) throw failureFromReply(error, ['XRANGE']);
    if (cursor.array() < 1) continue;
    cursor.array();
    cursor.string();
    writer.begin(raw, cursor.from, cursor.to);
    writeWords(writer, cursor, Math.max(0, cursor.array()));
    found.push(id);
  }
}
