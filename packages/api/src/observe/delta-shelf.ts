import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Summary } from '@weir/domain/wire/summary';
import type { TrackedStream } from './tracked.ts';

/** What one published change did to the picture: rows as JSON texts by key. */
export interface Delta {
  readonly version: number;
  readonly groups: ReadonlyMap<number, string>;
  readonly goneGroups: readonly number[];
  readonly streams: ReadonlyMap<number, string>;
  readonly goneStreams: readonly number[];
  readonly events: readonly WeirEvent[];
}

/** The last deltas of a connection and the frames made of them. A frame is made once and shared by all viewers. */
export interface DeltaShelf {
  put(delta: Delta): void;
  /** The change from `version` to now; undefined when that far back is not kept any more. */
  since(version: number): Uint8Array | undefined;
  /** The whole picture as it stands. */
  picture(streams: Iterable<TrackedStream>, events: readonly WeirEvent[]): Uint8Array;
}

const DELTAS_KEPT = 60;
// About 12 MB. Where so much changes, a viewer who was away for long is served as well by a picture.
const ROWS_KEPT = 50_000;
const EVENTS_IN_A_PICTURE = 100;

export function createDeltaShelf(connection: string, boot: string, summaryNow: () => Summary): DeltaShelf {
  const encoder = new TextEncoder();
  const kept: Delta[] = [];
  let rows = 0;
  const frames = new Map<number, Uint8Array>();
  const head = `"connection":${JSON.stringify(connection)}`;
  let version = 0;
  let pictureFrame: Uint8Array | undefined;

  function make(from: number): Uint8Array | undefined {
    const oldest = kept[0];
    if (oldest === undefined || from < oldest.version - 1 || from > version) return undefined;
    const merged = mergeDeltas(kept.filter((delta) => delta.version > from));
    return encoder.encode(
      `{"kind":"delta",${head},"from":${from},"version":${version},"summary":${JSON.stringify(summaryNow())},` +
        `"groups":${list(merged.groups.values())},"goneGroups":${JSON.stringify(merged.goneGroups)},` +
        `"streams":${list(merged.streams.values())},"goneStreams":${JSON.stringify(merged.goneStreams)},` +
        `"events":${JSON.stringify(merged.events)}}`,
    );
  }

  return {
    put(delta) {
      kept.push(delta);
      rows += rowsOf(delta);
      while (kept.length > DELTAS_KEPT || (kept.length > 1 && rows > ROWS_KEPT)) rows -= rowsOf(kept.shift());
      version = delta.version;
      frames.clear();
      pictureFrame = undefined;
    },

    since(from) {
      const made = frames.get(from) ?? make(from);
      if (made !== undefined) frames.set(from, made);
      return made;
    },

    picture(streams, events) {
      if (pictureFrame !== undefined) return pictureFrame;
      const groupTexts: string[] = [];
      const streamTexts: string[] = [];
      for (const stream of streams) {
        streamTexts.push(stream.text.whole);
        for (const group of stream.groups.values()) groupTexts.push(group.text.whole);
      }
      pictureFrame = encoder.encode(
        `{"kind":"picture",${head},"boot":${JSON.stringify(boot)},"version":${version},` +
          `"summary":${JSON.stringify(summaryNow())},"groups":${list(groupTexts)},"streams":${list(streamTexts)},` +
          `"events":${JSON.stringify(events.slice(-EVENTS_IN_A_PICTURE))}}`,
      );
      return pictureFrame;
    },
  };
}

/** Several deltas as one: the last row of each key wins, and what is gone in the end is not sent as a row. */
export function mergeDeltas(deltas: readonly Delta[]): Omit<Delta, 'version'> {
  const groups = new Map<number, string>();
  const streams = new Map<number, string>();
  const goneGroups = new Set<number>();
  const goneStreams = new Set<number>();
  const events: WeirEvent[] = [];
  for (const delta of deltas) {
    for (const [key, text] of delta.groups) groups.set(key, text);
    for (const [key, text] of delta.streams) streams.set(key, text);
    for (const key of delta.goneGroups) if (goneGroups.add(key)) groups.delete(key);
    for (const key of delta.goneStreams) if (goneStreams.add(key)) streams.delete(key);
    events.push(...delta.events);
  }
  return { groups, streams, goneGroups: [...goneGroups], goneStreams: [...goneStreams], events };
}

function rowsOf(delta: Delta | undefined): number {
  return delta === undefined ? 0 : delta.groups.size + delta.streams.size;
}

function list(texts: Iterable<string>): string {
  return `[${[...texts].join(',')}]`;
}
