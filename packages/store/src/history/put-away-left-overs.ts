import type { SeriesKind } from '@weir/domain/history/series-kinds';
import { beginClosing } from './close-recording.ts';
import type { HighestOfDay } from './highest-of-day.ts';
import type { HistoryPaths } from './history-paths.ts';
import { openRecording } from './open-recording.ts';
import { replay } from './recording-journal.ts';
import type { Statements } from './statements.ts';

/** Puts away, from its journal, what was under way when the last Weir ended. In the caller's transaction. */
export function putAwayLeftOvers(statements: Statements, paths: HistoryPaths, highest: HighestOfDay): void {
  const kinds = new Map<number, SeriesKind>();
  const kindOf = (series: number): SeriesKind | undefined => {
    // Sound: what is in this column was a kind when it was written.
    const kind = kinds.get(series) ?? (statements.kindOf.get(series)?.['kind'] as SeriesKind | undefined);
    if (kind !== undefined) kinds.set(series, kind);
    return kind;
  };
  for (const { number, connection, start } of statements.openRecordings.all()) {
    const recording = openRecording(Number(number), String(connection));
    replay(paths, recording, Number(start), kindOf);
    const closing = beginClosing(statements, recording, highest);
    while (!closing.step());
  }
}
