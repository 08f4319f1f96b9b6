import { LogCursor } from '@weir/domain/history/log-cursor';
import { COLUMNS, type SeriesKind } from '@weir/domain/history/series-kinds';
import { type PackReader, packsOf } from './packs.ts';
import type { Statements } from './statements.ts';
import type { Stretch } from './stretches.ts';

/** A series' changes in a stretch from their beginning; undefined where it was not there. */
export function cursorIn(
  packs: PackReader,
  { number, open, hasLog }: Stretch,
  series: number,
  kind: SeriesKind,
): LogCursor | undefined {
  if (open !== undefined) {
    const log = open.logOf.get(series);
    return log === undefined ? undefined : open.logs.cursor(log);
  }
  const found = hasLog ? packs.find('log', number, series) : undefined;
  return found && new LogCursor(COLUMNS[kind], found.bytes, found.start, found.end);
}

/** Every series of a stretch whose kind is known. */
export function* cursorsOf(
  statements: Statements,
  { number, open }: Stretch,
  kindOf: (series: number) => SeriesKind | undefined,
): Generator<readonly [series: number, LogCursor]> {
  if (open !== undefined) {
    for (const [series, log] of open.logOf) if (kindOf(series) !== undefined) yield [series, open.logs.cursor(log)];
    return;
  }
  for (const { bytes, members } of packsOf(statements, 'log', number)) {
    for (const { series, start, end } of members) {
      const kind = kindOf(series);
      if (kind !== undefined) yield [series, new LogCursor(COLUMNS[kind], bytes, start, end)];
    }
  }
}
