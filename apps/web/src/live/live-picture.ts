import { applyCells } from '@weir/domain/wire/changed-cells';
import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import type { DeltaFrame, LinkFrame, PictureFrame, WeirEvent } from '@weir/domain/wire/live-frame';
import { unpackRow } from '@weir/domain/wire/pack';
import { STREAM_FIELDS, type StreamRow } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';

/** Everything this tab holds of one connection. Replaced, never changed; rows that did not change stay the same objects. */
export interface LivePicture {
  readonly connection: string;
  readonly boot: string;
  readonly version: number;
  readonly summary: Summary;
  readonly groups: ReadonlyMap<number, GroupRow>;
  readonly streams: ReadonlyMap<number, StreamRow>;
  /** Row keys by name; replaced only when rows come or go. */
  readonly groupKeys: ReadonlyMap<string, number>;
  readonly streamKeys: ReadonlyMap<string, number>;
  /** Newest first. */
  readonly events: readonly WeirEvent[];
}

// What "What changed" and the palette can use; older ones are asked of events.list.
const EVENTS_KEPT = 200;

/** NUL never occurs in the readable form, so two names cannot run into each other. */
export function groupNameKey(stream: string, group: string): string {
  return `${stream}\0${group}`;
}

export function pictureFromFrame(frame: PictureFrame): LivePicture {
  const groups = new Map<number, GroupRow>();
  const groupKeys = new Map<string, number>();
  for (const cells of frame.groups) {
    const row = unpackRow<GroupRow>(GROUP_FIELDS, cells);
    groups.set(row.key, row);
    groupKeys.set(groupNameKey(row.stream, row.group), row.key);
  }
  const streams = new Map<number, StreamRow>();
  const streamKeys = new Map<string, number>();
  for (const cells of frame.streams) {
    const row = unpackRow<StreamRow>(STREAM_FIELDS, cells);
    streams.set(row.key, row);
    streamKeys.set(row.stream, row.key);
  }
  const { connection, boot, version, summary } = frame;
  const events = mergeEvents([], frame.events);
  return { connection, boot, version, summary, groups, streams, groupKeys, streamKeys, events };
}

/** The picture after `frame`, or 'gap' when the frame does not follow on from it and nothing of it may be used. */
export function applyDelta(picture: LivePicture, frame: DeltaFrame): LivePicture | 'gap' {
  if (frame.connection !== picture.connection || frame.from !== picture.version) return 'gap';
  const groups = patchRows(
    picture.groups,
    picture.groupKeys,
    frame.goneGroups,
    [
      ...unpackAll<GroupRow>(GROUP_FIELDS, frame.groups),
      ...applyCells<GroupRow>(GROUP_FIELDS, picture.groups, frame.groupCells),
    ],
    groupName,
  );
  const streams = patchRows(
    picture.streams,
    picture.streamKeys,
    frame.goneStreams,
    [
      ...unpackAll<StreamRow>(STREAM_FIELDS, frame.streams),
      ...applyCells<StreamRow>(STREAM_FIELDS, picture.streams, frame.streamCells),
    ],
    streamName,
  );
  return {
    connection: picture.connection,
    boot: picture.boot,
    version: frame.version,
    summary: frame.summary,
    groups: groups.rows,
    groupKeys: groups.keys,
    streams: streams.rows,
    streamKeys: streams.keys,
    events: mergeEvents(picture.events, frame.events),
  };
}

export function applyLink(picture: LivePicture, frame: LinkFrame): LivePicture {
  if (frame.connection !== picture.connection) return picture;
  return { ...picture, summary: { ...picture.summary, link: frame.link } };
}

interface Patched<Row> {
  readonly rows: ReadonlyMap<number, Row>;
  readonly keys: ReadonlyMap<string, number>;
}

function patchRows<Row extends { readonly key: number }>(
  rows: ReadonlyMap<number, Row>,
  keys: ReadonlyMap<string, number>,
  gone: readonly number[],
  changed: readonly Row[],
  nameOf: (row: Row) => string,
): Patched<Row> {
  if (gone.length === 0 && changed.length === 0) return { rows, keys };
  const appeared = changed.filter((row) => !rows.has(row.key));
  const patched = patchMap(new Map(rows), gone, changed);
  if (gone.length === 0 && appeared.length === 0) return { rows: patched, keys };
  // Gone first: a stream that was deleted and made again has a new key under the old name.
  const named = new Map(keys);
  for (const key of gone) {
    const row = rows.get(key);
    if (row !== undefined && named.get(nameOf(row)) === key) named.delete(nameOf(row));
  }
  for (const row of appeared) named.set(nameOf(row), row.key);
  return { rows: patched, keys: named };
}

function patchMap<Row extends { readonly key: number }>(
  rows: Map<number, Row>,
  gone: readonly number[],
  changed: readonly Row[],
): Map<number, Row> {
  for (const row of changed) rows.set(row.key, row);
  for (const key of gone) rows.delete(key);
  return rows;
}

function unpackAll<Row extends object>(fields: readonly (keyof Row)[], packed: readonly (readonly unknown[])[]): Row[] {
  return packed.map((cells) => unpackRow<Row>(fields, cells));
}

function mergeEvents(held: readonly WeirEvent[], arrived: readonly WeirEvent[]): readonly WeirEvent[] {
  if (arrived.length === 0) return held;
  const known = new Set(held.map((event) => event.id));
  const fresh = arrived.filter((event) => !known.has(event.id));
  return [...fresh, ...held].toSorted((a, b) => b.at - a.at || b.id - a.id).slice(0, EVENTS_KEPT);
}

const groupName = (row: GroupRow) => groupNameKey(row.stream, row.group);
const streamName = (row: StreamRow) => row.stream;
