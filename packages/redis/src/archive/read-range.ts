import type { LineBatch, MostLines } from '@weir/domain/archive/line-source';
import { LineWriter } from '@weir/domain/archive/line-writer';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { idOf, type CopyPage } from '../changes/steps/copy-page.ts';
import { CopySource, type Found } from '../changes/steps/copy-source.ts';
import type { CopyRoad } from '../changes/steps/copy-wire.ts';
import { failureFromNoAnswer } from '../errors/failure.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { tooLarge, writeWords } from './write-entry.ts';

const FIRST_ROOM = 64 * 1024;
const ROOM = 1024 * 1024;

/** The next page is asked for before this one is made into lines, so that Redis and Weir work at the same time. */
export async function readRange(
  road: CopyRoad,
  stream: string,
  { after, until }: { readonly after: EntryId; readonly until: EntryId },
  most: MostLines,
): Promise<LineBatch> {
  const source = new CopySource({ stream, until }, null, road.weights);
  const writer = new LineWriter(most.entries < 1_000 ? FIRST_ROOM : ROOM);
  let wire = await road.wire();
  let reached = after;
  let entries = 0;
  let firstId: EntryId | null = null;
  let reading: Promise<Found> = source.read(wire, reached, most.entries);
  for (;;) {
    const found = await reading;
    if (found.kind === 'too-much') {
      // The connection went with it; what is behind is asked for in smaller pages.
      wire = await road.wire();
      reading = source.read(wire, reached, most.entries - entries);
      continue;
    }
    const page = pageOf(found);
    firstId ??= firstOf(page.page);
    reached = page.lastId ?? reached;
    entries += page.page.entries.length;
    const full = entries >= most.entries || writer.bytes + page.page.bytes >= most.bytes;
    if (!page.ended && !full) reading = source.read(wire, reached, most.entries - entries);
    writePage(writer, page.page);
    if (page.ended || full) {
      const lastId = entries === 0 ? null : reached;
      return { lines: writer.take(), entries, firstId, lastId, looked: entries, ended: page.ended };
    }
  }
}

function pageOf(found: Exclude<Found, { kind: 'too-much' }>): Extract<Found, { kind: 'page' }> {
  switch (found.kind) {
    case 'page':
      return found;
    case 'none':
      throw failureFromNoAnswer(found.why);
    case 'refused':
      throw new ConsoleError(found.code === 'WRONGTYPE' ? 'wrong-type' : 'refused', found.sentence);
    case 'too-large':
      throw tooLarge(found.id);
  }
}

function firstOf(page: CopyPage): EntryId | null {
  const [first] = page.entries;
  return first === undefined ? null : idOf(page, first);
}

function writePage(writer: LineWriter, page: CopyPage): void {
  for (const { idFrom, idTo, words, from } of page.entries) {
    writer.begin(page.raw, idFrom, idTo);
    writeWords(writer, new ReplyCursor(page.raw, from), words);
  }
}
