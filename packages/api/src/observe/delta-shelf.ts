import { GROUP_FIELDS } from '@weir/domain/wire/group-row';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { STREAM_FIELDS } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';
import { NO_CHANGES, type Delta, type RowChanges } from './delta.ts';
import { addChanges, createLongText, joinInSlices, joinPieces, wholeRows } from './frame-text.ts';
import { mergeDeltas } from './merge-deltas.ts';
import type { TimeSlice } from './time-slice.ts';
import type { TrackedGroup, TrackedStream } from './tracked.ts';

/** Bytes for any number of viewers; who has them stands at `version`. */
export interface Frame {
  readonly version: number;
  readonly bytes: Uint8Array;
}

/** What a picture is made of. */
interface Pictured {
  readonly version: number;
  readonly summary: Summary;
  readonly streams: ReadonlyMap<string, TrackedStream>;
  readonly events: readonly WeirEvent[];
}

/** The last deltas of a connection and the frames made of them. A frame is made once and shared by all viewers. */
export interface DeltaShelf {
  /** Adds the next version. `rows` is what `writeRows` made of the same changes, where it was asked. */
  put(delta: Delta, rows: readonly Uint8Array[] | undefined): void;
  /** The long part of a delta's text, made in slices before the delta is put. */
  writeRows(changes: RowChanges): Promise<readonly Uint8Array[]>;
  /** The change from the version before to now, for everybody who stands there; undefined for other versions. */
  step(from: number): Frame | undefined;
  /** The change from `version` to now, made in slices; undefined when that far back is not kept any more. */
  since(version: number): Promise<Frame | undefined>;
  /**
   * The whole picture, made in slices. Rows that change meanwhile may be in it already; the change since its version
   * has them again, and values are not differences.
   */
  picture(): Promise<Frame>;
  /** Drops everything: from versions before the next one there is no change, only the picture. */
  forget(): void;
}

const DELTAS_KEPT = 60;
// Where so much changes, a viewer who was away for long is served as well by a picture.
const ROWS_KEPT = 50_000;
const EVENTS_IN_A_PICTURE = 100;

export function createDeltaShelf(
  connection: string,
  boot: string,
  board: () => Pictured,
  newSlice: () => TimeSlice,
): DeltaShelf {
  const encoder = new TextEncoder();
  const kept: Delta[] = [];
  let rows = 0;
  let newest: Frame | undefined;
  const made = new Map<number, Promise<Frame | undefined>>();
  let picture: Promise<Frame> | undefined;
  const head = `"connection":${JSON.stringify(connection)}`;

  function deltaFrame(
    from: number,
    parts: readonly Uint8Array[],
    events: readonly WeirEvent[],
    version: number,
  ): Frame {
    const summary = JSON.stringify(board().summary);
    const begin = `{"kind":"delta",${head},"from":${from},"version":${version},"summary":${summary},`;
    const end = `"events":${JSON.stringify(events)}}`;
    return { version, bytes: joinPieces([encoder.encode(begin), ...parts, encoder.encode(end)]) };
  }

  async function writeRows({ groups, goneGroups, streams, goneStreams }: RowChanges): Promise<readonly Uint8Array[]> {
    const text = createLongText(newSlice());
    await addChanges(text, GROUPS, GROUP_FIELDS, groups, goneGroups);
    await addChanges(text, STREAMS, STREAM_FIELDS, streams, goneStreams);
    return text.pieces();
  }

  async function makeSince(from: number): Promise<Frame | undefined> {
    const { version } = board();
    const oldest = kept[0];
    if (oldest === undefined || from < oldest.version - 1 || from > version) return undefined;
    const { events, ...changes } = from === version ? { ...NO_CHANGES, events: [] } : mergeDeltas(kept, from);
    return deltaFrame(from, await writeRows(changes), events, version);
  }

  async function makePicture(): Promise<Frame> {
    const { version, summary, streams, events } = board();
    const newestEvents = events.slice(-EVENTS_IN_A_PICTURE);
    const slice = newSlice();
    const text = createLongText(slice);
    text.add(`{"kind":"picture",${head},"boot":${JSON.stringify(boot)},"version":${version},`);
    text.add(`"summary":${JSON.stringify(summary)},"groups":[`);
    await text.addList(groupsOf(streams.values()), (batch) => wholeRows(GROUP_FIELDS, batch));
    text.add('],"streams":[');
    await text.addList(streams.values(), (batch) => wholeRows(STREAM_FIELDS, batch));
    text.add(`],"events":${JSON.stringify(newestEvents)}}`);
    return { version, bytes: await joinInSlices(text.pieces(), slice) };
  }

  return {
    writeRows,

    put(delta, parts) {
      kept.push(delta);
      rows += rowsOf(delta);
      while (kept.length > DELTAS_KEPT || (kept.length > 1 && rows > ROWS_KEPT)) rows -= rowsOf(kept.shift());
      made.clear();
      picture = undefined;
      newest = parts && deltaFrame(delta.version - 1, parts, delta.events, delta.version);
    },

    step: (from) => (newest?.version === from + 1 ? newest : undefined),

    since(from) {
      const step = newest?.version === from + 1 ? Promise.resolve(newest) : undefined;
      const frame = step ?? made.get(from) ?? makeSince(from);
      if (step === undefined) made.set(from, frame);
      return frame;
    },

    picture() {
      picture ??= makePicture();
      return picture;
    },

    forget() {
      kept.length = 0;
      rows = 0;
      newest = picture = undefined;
      made.clear();
    },
  };
}

const GROUPS = { rows: 'groups', cells: 'groupCells', gone: 'goneGroups' } as const;
const STREAMS = { rows: 'streams', cells: 'streamCells', gone: 'goneStreams' } as const;

function* groupsOf(streams: Iterable<TrackedStream>): Generator<TrackedGroup> {
  for (const stream of streams) yield* stream.groups.values();
}

function rowsOf(delta: Delta | undefined): number {
  return delta === undefined ? 0 : delta.groups.size + delta.streams.size;
}
