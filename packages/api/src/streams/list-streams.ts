import { mapKnown, unknown } from '@weir/domain/known/known';
import { streamInRate } from '@weir/domain/metrics/rates';
import type { Listed, StreamAnswer } from '@weir/domain/wire/answers';
import { threeDigits } from '../observe/figures.ts';
import { type Freshness, freshness } from '../observe/freshness.ts';
import { compareText, cursorOf, nameInCursor, type PageRequest } from '../observe/paging.ts';
import type { TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';

const MINUTE_MS = 60_000;

/** Streams by name, from the board. */
export function listStreams(watch: Watch, request: PageRequest): Listed<StreamAnswer> & Freshness {
  const after = nameInCursor(request.cursor, 1)?.[0];
  const names = [...watch.board.streams.keys()].filter((name) => after === undefined || name > after);
  names.sort(compareText);
  const at = watch.board.polledAt ?? 0;
  const items: StreamAnswer[] = [];
  for (const name of names.slice(0, request.limit)) {
    const tracked = watch.board.streams.get(name);
    if (tracked !== undefined) items.push(streamAnswer(tracked, at));
  }
  const last = items.at(-1);
  const more = names.length > request.limit && last !== undefined;
  return { items, nextCursor: more ? cursorOf([last.stream]) : null, ...freshness(watch) };
}

function streamAnswer({ observation, row, ring }: TrackedStream, at: number): StreamAnswer {
  const { ends } = observation;
  return {
    stream: observation.stream,
    length: observation.length,
    groups: observation.groups.length,
    entriesAdded: ends.known ? ends.value.entriesAdded : unknown(ends.because),
    firstId: row.firstId,
    lastId: row.lastId,
    memoryBytes: observation.memoryBytes,
    inPerSecond: mapKnown(streamInRate(ring, MINUTE_MS, at), threeDigits),
    seenAt: at,
  };
}
