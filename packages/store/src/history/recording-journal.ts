import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BrokenRecording } from '@weir/domain/history/broken-recording';
import { ByteReader, GrowingBytes } from '@weir/domain/history/growing-bytes';
import { readPolls, writePolls } from '@weir/domain/history/polls';
import { type SeriesKind, widthOf } from '@weir/domain/history/series-kinds';
import { FrameFile, readFrames } from './frame-file.ts';
import type { HistoryPaths } from './history-paths.ts';
import { logIn, type OpenRecording } from './open-recording.ts';

/** A poll as it came: series that ended, those that were seen, and their figures, one behind the other. */
export interface RawPoll {
  readonly at: number;
  readonly isAfterGap: boolean;
  readonly ends: readonly number[];
  readonly series: Int32Array;
  readonly figures: Float64Array;
}

/**
 * What a recording under way has on disk, in two plain files: the polls of the minute under way as they came, and every
 * minute before it as it was written into the logs. A poll costs one write that way, and a killed Weir loses at most one.
 */
export class RecordingJournal {
  readonly #polls: FrameFile;
  readonly #logs: FrameFile;
  readonly #minute = new GrowingBytes();

  /** `start`: when the recording began, by which its frames are told from those of another. */
  constructor(paths: HistoryPaths, number: number, start: number, limitBytes: number | null) {
    this.#polls = new FrameFile(pathOf(paths, 'polls', number), start, limitBytes);
    this.#logs = new FrameFile(pathOf(paths, 'logs', number), start, limitBytes);
  }

  addPoll({ polls }: OpenRecording, { at, isAfterGap, ends, series, figures }: RawPoll): void {
    const head = Float64Array.of(at, isAfterGap ? 1 : 0, ends.length, series.length);
    const named = new Int32Array(even(ends.length) + even(series.length));
    named.set(ends);
    named.set(series, even(ends.length));
    this.#polls.append(polls.count, [head, named, figures]);
  }

  /** Instead of the polls that came since `from`, what `write` writes of them into the logs. */
  addMinute(
    { polls, seriesOf }: OpenRecording,
    from: number,
    write: (minute: GrowingBytes, name: (log: number) => void) => void,
  ): void {
    const minute = this.#minute;
    minute.clear();
    writePolls(polls, minute, from);
    let before = 0;
    write(minute, (log) => {
      const series = seriesOf[log] as number;
      minute.signed(series - before);
      before = series;
    });
    this.#logs.append(from, [minute.view()]);
    this.#polls.rewind();
  }

  close(): void {
    this.#polls.close();
    this.#logs.close();
  }

  remove(): void {
    this.#polls.remove();
    this.#logs.remove();
  }
}

/** Tells a recording all that is on disk of it. */
export function replay(
  paths: HistoryPaths,
  recording: OpenRecording,
  start: number,
  kindOf: (series: number) => SeriesKind | undefined,
): void {
  const { number, polls, logs } = recording;
  try {
    for (const frame of readFrames(pathOf(paths, 'logs', number), start)) {
      if (frame.number !== polls.count) break;
      replayMinute(recording, frame.body, kindOf);
    }
    // What was there before the minute under way begins with another poll.
    for (const frame of readFrames(pathOf(paths, 'polls', number), start)) {
      if (frame.number !== polls.count) break;
      replayPoll(recording, frame.body, kindOf);
    }
  } catch (fault) {
    // What came before it is whole.
    if (!(fault instanceof BrokenRecording)) throw fault;
  }
  logs.write(new GrowingBytes(), () => undefined);
}

function replayMinute(
  recording: OpenRecording,
  body: Uint8Array,
  kindOf: (series: number) => SeriesKind | undefined,
): void {
  const from = new ByteReader(body);
  readPolls(from, recording.polls);
  let series = 0;
  while (!from.done) {
    series += from.signed();
    const kind = kindOf(series);
    if (kind === undefined) throw new BrokenRecording();
    recording.logs.take(logIn(recording, series, kind), from, body);
  }
}

function replayPoll(
  recording: OpenRecording,
  body: Uint8Array,
  kindOf: (series: number) => SeriesKind | undefined,
): void {
  const { logs, polls } = recording;
  const [at = 0, isAfterGap = 0, ended = 0, seen = 0] = new Float64Array(body.buffer, 0, HEAD);
  const named = new Int32Array(body.buffer, HEAD * 8, even(ended) + even(seen));
  const figures = new Float64Array(body.buffer, HEAD * 8 + named.byteLength);
  const known = (series: number): readonly [number, SeriesKind] => {
    const kind = kindOf(series);
    if (kind === undefined) throw new BrokenRecording();
    return [series, kind];
  };
  const ends = [...named.subarray(0, ended)].map(known);
  const rows = [...named.subarray(even(ended), even(ended) + seen)].map(known);
  if (figures.length !== rows.reduce((sum, [, kind]) => sum + widthOf(kind), 0)) throw new BrokenRecording();
  for (const [series, kind] of ends) logs.noteEnd(logIn(recording, series, kind));
  logs.note(
    Int32Array.from(rows, ([series, kind]) => logIn(recording, series, kind)),
    figures,
  );
  polls.add(at, isAfterGap === 1);
}

/** What recordings under way take on disk beside the database. */
export function journalBytes(paths: HistoryPaths): number {
  return journalsIn(paths).reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Of recordings that are not under way any more. */
export function removeJournals(paths: HistoryPaths): void {
  for (const path of journalsIn(paths)) rmSync(path, { force: true });
}

function journalsIn({ database }: HistoryPaths): readonly string[] {
  const name = basename(database);
  return readdirSync(dirname(database))
    .filter((each) => each.startsWith(`${name}-polls-`) || each.startsWith(`${name}-logs-`))
    .map((each) => join(dirname(database), each));
}

function pathOf({ database }: HistoryPaths, what: 'polls' | 'logs', recording: number): string {
  return `${database}-${what}-${recording}`;
}

// Time, gap, how many ended, how many were seen.
const HEAD = 4;

/** Rounded up, so that what follows lies where a Float64 can. */
function even(count: number): number {
  return count + (count & 1);
}
