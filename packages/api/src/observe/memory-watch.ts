import {
  type MemoryFacts,
  type MemoryForecast,
  memoryForecast,
  memorySentence,
} from '@weir/domain/health/memory-forecast';
import { STREAM_METRIC, TOTAL_METRICS } from '@weir/domain/metrics/group-metrics';
import { trendOf } from '@weir/domain/metrics/trend';
import type { Summary } from '@weir/domain/wire/summary';
import type { Totals } from './totals.ts';
import type { TrackedStream } from './tracked.ts';

interface Watched {
  readonly totals: Totals;
  readonly streams: ReadonlyMap<string, TrackedStream>;
}

/** Watches whether a server's memory meets its limit. One per board. */
export interface MemoryWatch {
  /** What is to be said at `at`, Redis time, with the figures of the last polls on the board. */
  look(board: Watched, facts: MemoryFacts, at: number): MemoryFound;
}

export type MemoryFound = Pick<NonNullable<Summary['memory']>, 'forecast' | 'sentence' | 'grower'>;

const MEMORY = TOTAL_METRICS.indexOf('memoryBytes');
// Sizes of streams are read once a minute; looking through all their histories more often shows nothing more.
const GROWER_EVERY_MS = 30_000;
const WINDOW_MS = 3_600_000;

export function createMemoryWatch(): MemoryWatch {
  let before: MemoryForecast | undefined;
  let grower = '';
  let lookedAt = 0;

  return {
    look(board, facts, at) {
      before = memoryForecast(facts, board.totals.ring, MEMORY, at, before);
      if (before.state !== 'fills' && before.state !== 'full') grower = '';
      else if (grower === '' || at - lookedAt >= GROWER_EVERY_MS) {
        grower = fastestGrower(board, at);
        lookedAt = at;
      }
      return { forecast: before, sentence: memorySentence(before, facts, grower), grower };
    },
  };
}

/** The stream that became most bytes larger in the last hour, as MEMORY USAGE estimates it; '' = none did. */
function fastestGrower(board: Watched, at: number): string {
  let most = 0;
  let name = '';
  for (const { ring, row } of board.streams.values()) {
    const { spanMs, lows } = trendOf(ring, STREAM_METRIC.memoryBytes, WINDOW_MS, at, 0);
    const grew = lows[3] - lows[0];
    if (spanMs === 0 || !(grew > most)) continue;
    most = grew;
    name = row.stream;
  }
  return name;
}
