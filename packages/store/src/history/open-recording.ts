import { OpenLogs } from '@weir/domain/history/open-logs';
import type { Polls } from '@weir/domain/history/polls';
import type { SpareBlocks } from '@weir/domain/history/spare-blocks';
import type { SeriesKind } from '@weir/domain/history/series-kinds';

/** A recording under way: at most an hour of one connection. */
export interface OpenRecording {
  readonly number: number;
  readonly connection: string;
  readonly polls: Polls;
  readonly logs: OpenLogs;
  /** Which of the logs is whose, by the number of the series, and the other way round. */
  readonly logOf: Map<number, number>;
  readonly seriesOf: number[];
}

export function openRecording(number: number, connection: string, spare?: SpareBlocks): OpenRecording {
  const logs = new OpenLogs(spare);
  return { number, connection, polls: logs.polls, logs, logOf: new Map(), seriesOf: [] };
}

export function logIn({ logs, logOf, seriesOf }: OpenRecording, series: number, kind: SeriesKind): number {
  const found = logOf.get(series);
  if (found !== undefined) return found;
  const log = logs.add(kind);
  logOf.set(series, log);
  seriesOf.push(series);
  return log;
}
