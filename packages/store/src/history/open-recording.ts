import { BrokenRecording } from '@weir/domain/history/broken-recording';
import { ByteReader } from '@weir/domain/history/growing-bytes';
import { OpenLogs } from '@weir/domain/history/open-logs';
import { Polls } from '@weir/domain/history/polls';
import type { SeriesKind } from '@weir/domain/history/series-kinds';

/** A recording under way: at most an hour of one connection. */
export interface OpenRecording {
  readonly number: number;
  readonly connection: string;
  readonly polls: Polls;
  readonly logs: OpenLogs;
  /** Which of the logs is whose, by the number of the series. */
  readonly logOf: Map<number, number>;
}

export interface JournalRow {
  readonly poll: number;
  readonly at: number;
  readonly isAfterGap: boolean;
  readonly changes: Uint8Array;
}

export function openRecording(number: number, connection: string): OpenRecording {
  return { number, connection, polls: new Polls(), logs: new OpenLogs(), logOf: new Map() };
}

export function logIn(recording: OpenRecording, series: number, kind: SeriesKind): number {
  const found = recording.logOf.get(series);
  if (found !== undefined) return found;
  const log = recording.logs.add(kind);
  recording.logOf.set(series, log);
  return log;
}

/** Takes over one poll as the journal kept it: how far each series is from the one before, and its change. */
export function replayPoll(
  recording: OpenRecording,
  row: JournalRow,
  kindOf: (series: number) => SeriesKind | undefined,
): void {
  const poll = recording.polls.count;
  recording.polls.add(row.at, row.isAfterGap);
  const from = new ByteReader(row.changes);
  let series = 0;
  while (!from.done) {
    series += from.signed();
    const kind = kindOf(series);
    if (kind === undefined) throw new BrokenRecording();
    recording.logs.take(logIn(recording, series, kind), poll, from, row.changes);
  }
}
