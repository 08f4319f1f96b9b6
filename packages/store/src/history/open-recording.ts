import { BrokenRecording } from '@weir/domain/history/broken-recording';
import { ByteReader } from '@weir/domain/history/growing-bytes';
import { Polls } from '@weir/domain/history/polls';
import { type SeriesKind, widthOf } from '@weir/domain/history/series-kinds';
import { SeriesLog } from '@weir/domain/history/series-log';

export interface OpenSeries {
  readonly series: number;
  readonly kind: SeriesKind;
  readonly log: SeriesLog;
}

/** A recording under way: at most an hour of one connection. */
export interface OpenRecording {
  readonly number: number;
  readonly connection: string;
  readonly polls: Polls;
  readonly logs: Map<number, OpenSeries>;
}

export interface JournalRow {
  readonly poll: number;
  readonly at: number;
  readonly isAfterGap: boolean;
  readonly changes: Uint8Array;
}

export function openRecording(number: number, connection: string): OpenRecording {
  return { number, connection, polls: new Polls(), logs: new Map() };
}

export function logIn(recording: OpenRecording, series: number, kind: SeriesKind): SeriesLog {
  const found = recording.logs.get(series);
  if (found !== undefined) return found.log;
  const log = new SeriesLog(widthOf(kind));
  recording.logs.set(series, { series, kind, log });
  return log;
}

/** Takes over one poll as the journal kept it. */
export function replayPoll(
  recording: OpenRecording,
  row: JournalRow,
  kindOf: (series: number) => SeriesKind | undefined,
): void {
  const poll = recording.polls.count;
  recording.polls.add(row.at, row.isAfterGap);
  const from = new ByteReader(row.changes);
  while (!from.done) {
    const series = from.unsigned();
    const kind = kindOf(series);
    if (kind === undefined) throw new BrokenRecording();
    logIn(recording, series, kind).take(poll, from, row.changes);
  }
}
