import { BrokenRecording } from '@weir/domain/history/broken-recording';
import type { SeriesKind } from '@weir/domain/history/series-kinds';
import { beginClosing } from './close-recording.ts';
import type { HighestOfDay } from './highest-of-day.ts';
import { type JournalRow, openRecording, replayPoll } from './open-recording.ts';
import type { Statements } from './statements.ts';

/** Puts away, from its journal, what was under way when the last Weir ended. In the caller's transaction. */
export function putAwayLeftOvers(statements: Statements, highest: HighestOfDay): void {
  const kinds = new Map<number, SeriesKind>();
  const kindOf = (series: number): SeriesKind | undefined => {
    // Sound: what is in this column was a kind when it was written.
    const kind = kinds.get(series) ?? (statements.kindOf.get(series)?.['kind'] as SeriesKind | undefined);
    if (kind !== undefined) kinds.set(series, kind);
    return kind;
  };
  for (const { number, connection } of statements.openRecordings.all()) {
    const recording = openRecording(Number(number), String(connection));
    try {
      for (const row of statements.journal.iterate(Number(number))) replayPoll(recording, journalRow(row), kindOf);
    } catch (fault) {
      // What came before it is whole.
      if (!(fault instanceof BrokenRecording)) throw fault;
    }
    const closing = beginClosing(statements, recording, highest);
    while (!closing.step());
  }
}

function journalRow(row: Record<string, unknown>): JournalRow {
  const { poll, at, is_after_gap: isAfterGap, changes } = row;
  if (!(changes instanceof Uint8Array)) throw new BrokenRecording();
  return { poll: Number(poll), at: Number(at), isAfterGap: isAfterGap === 1, changes };
}
