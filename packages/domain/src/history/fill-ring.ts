import { GROUP_METRICS, STREAM_METRICS, TOTAL_METRICS } from '../metrics/group-metrics.ts';
import type { Ring } from '../metrics/ring.ts';
import type { Polls } from './polls.ts';
import { RECORDED, type SeriesKind } from './series-kinds.ts';
import type { LogCursor } from './log-cursor.ts';

/** How a column of a ring comes from a recording: which column, and what is done to it. */
interface Source {
  readonly column: number;
  readonly as: 'figure' | 'age' | 'milli';
}

const AGES: Readonly<Record<string, string>> = {
  'group behindMs': 'oldestUnreadAt',
  'group oldestPendingMs': 'oldestPendingAt',
  'total behindMs': 'furthestAt',
};
const MILLI: Readonly<Record<string, string>> = { inPerSecond: 'inMilli', outPerSecond: 'outMilli' };

const SOURCES: Readonly<Record<SeriesKind, readonly Source[]>> = {
  group: GROUP_METRICS.map((name) => sourceOf('group', name)),
  stream: STREAM_METRICS.map((name) => sourceOf('stream', name)),
  consumer: [sourceOf('consumer', 'pending')],
  total: TOTAL_METRICS.map((name) => sourceOf('total', name)),
};

function sourceOf(kind: SeriesKind, name: string): Source {
  const columns: readonly string[] = RECORDED[kind];
  const age = AGES[`${kind} ${name}`];
  if (age !== undefined) return { column: columns.indexOf(age), as: 'age' };
  const milli = kind === 'total' ? MILLI[name] : undefined;
  if (milli !== undefined) return { column: columns.indexOf(milli), as: 'milli' };
  return { column: columns.indexOf(name), as: 'figure' };
}

/** How many columns a ring for this kind has. */
export function ringWidth(kind: SeriesKind): number {
  return SOURCES[kind].length;
}

/** Which polls of a recording to take. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  /** Where nothing changes, one sample per so many ms is enough to draw it. */
  readonly stepMs: number;
}

/**
 * Puts the recorded samples of a series into a ring, which then answers for the past what it answers for the last
 * hour. The newest sample before `from` comes along, so that what happened up to the next one is known.
 */
export function fillRing(kind: SeriesKind, ring: Ring, cursor: LogCursor, polls: Polls, extent: Extent): void {
  const sources = SOURCES[kind];
  const values: (number | null)[] = sources.map(() => null);
  const start = Math.max(0, polls.indexFrom(extent.from) - 1);
  const end = polls.indexFrom(extent.to + 1);
  let wasThere = false;
  let owesGap = false;
  for (let poll = start; poll < end; poll += 1) {
    const hasChanged = cursor.advance(poll);
    const at = polls.timeOf(poll);
    owesGap ||= polls.gapBefore(poll);
    if (!cursor.isThere && !wasThere) continue;
    const isDue =
      hasChanged || owesGap || poll === start || poll === end - 1 || at - (ring.newest ?? 0) >= extent.stepMs;
    // A change is drawn from the sample before it on, not from the last one that was taken.
    const isLastOfSame = !isDue && cursor.next === poll + 1;
    if (!isDue && !isLastOfSame) continue;
    if (owesGap && ring.newest !== null) ring.markGap(ring.newest);
    owesGap = false;
    readInto(values, sources, cursor, at);
    ring.record(at, values, Infinity);
    wasThere = cursor.isThere;
  }
}

function readInto(values: (number | null)[], sources: readonly Source[], { figures }: LogCursor, at: number): void {
  sources.forEach(({ column, as }, index) => {
    const figure = figures[column] ?? NaN;
    if (Number.isNaN(figure)) values[index] = null;
    else if (as === 'figure') values[index] = figure;
    else if (as === 'milli') values[index] = figure / 1_000;
    else values[index] = figure === 0 ? 0 : Math.max(0, at - figure);
  });
}
