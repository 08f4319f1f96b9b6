/**
 * Rows travel as arrays in a fixed field order: a tick of 10,000 groups is several times smaller than objects.
 * Both ends build from the same list, so the order cannot drift. The last field is always `seenAt`.
 */
export function packRow<Row extends object>(fields: readonly (keyof Row)[], row: Row): unknown[] {
  return fields.map((field) => row[field]);
}

export function unpackRow<Row extends object>(fields: readonly (keyof Row)[], cells: readonly unknown[]): Row {
  const row: Partial<Record<keyof Row, unknown>> = {};
  fields.forEach((field, at) => {
    row[field] = cells[at];
  });
  // Sound because `fields` lists every key of Row: each list is declared with `satisfies` beside its row type.
  return row as Row;
}
