import type { GroupStatus, Level } from '../health/status.ts';
import type { Point } from '../metrics/series-points.ts';
import type { MetricName } from '../wire/answers.ts';
import type { GroupRow } from '../wire/group-row.ts';
import type { EventKind, WeirEvent } from '../wire/live-frame.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { StreamRow } from '../wire/stream-row.ts';
import type { Summary } from '../wire/summary.ts';
import type { SeriesKind } from './series-kinds.ts';

/** Whose figures; '' where a name does not apply. */
export interface SeriesName {
  readonly kind: SeriesKind;
  readonly stream: string;
  readonly group: string;
  readonly consumer: string;
}

/** The verdict on a group as it was shown. */
export interface NotedVerdict {
  readonly level: Level;
  readonly status: GroupStatus;
  readonly since: number;
  readonly sentence: Sentence;
  readonly clause: Sentence;
  /** Consumer or entry it is about; '' = none. */
  readonly culprit: string;
}

/** One poll to be remembered: what it changed. Series that are not named are as they were. */
export interface HistoryTick {
  readonly connection: string;
  /** Redis time of the poll. */
  readonly at: number;
  readonly intervalMs: number;
  /** Nothing is known of the time before this poll. */
  readonly isAfterGap: boolean;
  /** Every series that is there comes with this tick; those of before that do not are gone. */
  readonly isWhole: boolean;
  /** Names of series not named before, by their key; a key is never used for another series. */
  readonly fresh: readonly (SeriesName & { readonly key: number })[];
  /** Series that may have changed, and their figures one behind the other; NaN = not known. */
  readonly keys: Float64Array<ArrayBuffer>;
  readonly figures: Float64Array<ArrayBuffer>;
  readonly gone: readonly number[];
  readonly verdicts: readonly (NotedVerdict & { readonly key: number })[];
  readonly events: readonly WeirEvent[];
  /** What was learned of groups, to be had again after a restart; each replaces the one before. */
  readonly baselines: readonly { readonly key: number; readonly text: string }[];
}

/** What was learned of a group; see `keptBaseline`. */
export interface KeptBaseline {
  readonly stream: string;
  readonly group: string;
  readonly text: string;
  /** To go on from. */
  readonly number: number;
}

/** What of a series can be asked for; charts show all but the number of consumers. */
export type PastMetric = MetricName | 'consumers';

export interface PastSeries<Metric extends PastMetric = PastMetric> {
  readonly metric: Metric;
  /** null = a gap: no poll, or not known then. */
  readonly points: readonly Point[];
}

export interface PastSeriesRequest<Metric extends PastMetric = PastMetric> {
  readonly connection: string;
  readonly name: SeriesName;
  readonly metrics: readonly Metric[];
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}

/** What was shown at a moment, as far as it was recorded. Rows have no live key: they are numbered from 1. */
export interface PastPicture {
  /** The newest poll at or before the moment asked for. */
  readonly at: number;
  /** How closely that time is still kept. */
  readonly from: 'poll' | 'minute' | 'hour';
  readonly groups: readonly GroupRow[];
  readonly streams: readonly StreamRow[];
  readonly totals: {
    readonly memory: Pick<NonNullable<Summary['memory']>, 'usedBytes' | 'maxBytes' | 'evictedKeys'> | null;
    readonly inPerSecond: number | null;
    readonly outPerSecond: number | null;
  };
}

export interface PastConsumer {
  readonly consumer: string;
  readonly pending: number;
  readonly lastCallAt: number | null;
  /** 0 = never. */
  readonly lastGotWorkAt: number | null;
}

export interface EventsWanted {
  readonly connection: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly stream?: string | undefined;
  readonly group?: string | undefined;
  /** Absent = all. */
  readonly kinds?: readonly EventKind[] | undefined;
  /** Continue behind this one: its time and number. */
  readonly before?: { readonly at: number; readonly id: number } | undefined;
  readonly limit: number;
}

/** What is kept of one connection. */
export interface HistoryExtent {
  /** First and newest poll that can be looked at one by one, and with minutes and hours; null = none. */
  readonly pollsFrom: number | null;
  readonly oldest: number | null;
  readonly newest: number | null;
}

export interface HistorySize {
  readonly bytes: number;
  readonly capBytes: number;
  readonly series: number;
  readonly groups: number;
  /** What a group takes in a day as it is now, everything counted; null until an hour is complete. */
  readonly bytesPerGroupDay: number | null;
  readonly pollsKeptMs: number;
  readonly minutesKeptMs: number;
  readonly hoursKeptMs: number;
}

export type HistoryState =
  /** `note` is something the operator should know although all is well; '' = nothing. */
  | { readonly state: 'ok'; readonly note: string }
  | { readonly state: 'trouble'; readonly sentence: string }
  | { readonly state: 'off' };

/** The durable memory of what was seen. Nothing of it ever holds up the picture of now. */
export interface History {
  state(): HistoryState;
  /** 'again' = nothing is known there of this connection (any more): the next tick has to be whole. */
  note(tick: HistoryTick): Promise<'kept' | 'again'>;
  series<Metric extends PastMetric>(
    requests: readonly PastSeriesRequest<Metric>[],
  ): Promise<readonly (readonly PastSeries<Metric>[])[]>;
  /** Null = nothing was recorded then. */
  picture(connection: string, at: number): Promise<PastPicture | null>;
  consumers(connection: string, stream: string, group: string, at: number): Promise<readonly PastConsumer[]>;
  events(wanted: EventsWanted): Promise<readonly WeirEvent[]>;
  highest(wanted: HighestWanted): Promise<readonly HighestGroup[]>;
  /** What was learned of groups before, so many behind a number; the first is behind 0. */
  baselines(connection: string, behind: number, limit: number): Promise<readonly KeptBaseline[]>;
  extent(connection: string): Promise<HistoryExtent>;
  size(): Promise<HistorySize>;
  close(): Promise<void>;
}

export interface HighestWanted {
  readonly connection: string;
  readonly metric: 'unread' | 'pending' | 'behindMs';
  /** UTC days are whole here: those that the range touches. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

export interface HighestGroup {
  readonly stream: string;
  readonly group: string;
  readonly highest: number;
}
