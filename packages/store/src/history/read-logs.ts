import { type SeriesKind, widthOf } from '@weir/domain/history/series-kinds';
import { LogCursor } from '@weir/domain/history/series-log';
import { placeOf, placesOf, seriesIn } from './series-place.ts';
import type { Statements } from './statements.ts';
import type { Stretch } from './stretches.ts';

/** A series' changes in a stretch from their beginning; undefined where it was not there. */
export function cursorIn(
  statements: Statements,
  { number, open }: Stretch,
  series: number,
  kind: SeriesKind,
): LogCursor | undefined {
  if (open !== undefined) {
    const log = open.logs.get(series)?.log.bytes;
    return log === undefined ? undefined : new LogCursor(widthOf(kind), log.room, log.used);
  }
  const changes = statements.logAt.get(placeOf(number, series))?.['changes'];
  return changes instanceof Uint8Array ? new LogCursor(widthOf(kind), changes) : undefined;
}

/** Every series of a stretch whose kind is known. */
export function* cursorsOf(
  statements: Statements,
  stretch: Stretch,
  kindOf: (series: number) => SeriesKind | undefined,
): Generator<readonly [series: number, LogCursor]> {
  if (stretch.open !== undefined) {
    for (const { series, kind, log } of stretch.open.logs.values()) {
      if (kindOf(series) === undefined) continue;
      yield [series, new LogCursor(widthOf(kind), log.bytes.room, log.bytes.used)];
    }
    return;
  }
  for (const row of statements.logsOf.iterate(...placesOf(stretch.number))) {
    const series = seriesIn(Number(row['place']));
    const kind = kindOf(series);
    const changes = row['changes'];
    if (kind !== undefined && changes instanceof Uint8Array) yield [series, new LogCursor(widthOf(kind), changes)];
  }
}
