import { packRow } from '@weir/domain/wire/pack';
import type { RowText } from './tracked.ts';

/**
 * A packed row as JSON, made once per change: pictures and deltas join these texts instead of making them again.
 * `seenAt` must be the last of `fields`; it takes no part in the comparison of two rows.
 */
export function rowText<Row extends { readonly seenAt: number }>(fields: readonly (keyof Row)[], row: Row): RowText {
  const cells = packRow(fields, row);
  cells.pop();
  const json = JSON.stringify(cells);
  return { cells: json, whole: `${json.slice(0, -1)},${row.seenAt}]` };
}
