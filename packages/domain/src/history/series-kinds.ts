/** Whose figures are recorded. `total` is a whole connection. */
export const SERIES_KINDS = ['group', 'stream', 'consumer', 'total'] as const;
export type SeriesKind = (typeof SERIES_KINDS)[number];

/**
 * What is recorded of each, in the order of the columns: those that change most often first. Safe integers from 0.
 * Instants (…At) instead of ages, because an age changes with every poll; 0 = nothing waits. Ids are kept as their two
 * parts. Only ever added to at the end: recordings name columns by their place.
 */
export const RECORDED = {
  group: [
    'unread',
    'pending',
    'oldestUnreadAt',
    'oldestPendingAt',
    'entriesAdded',
    'entriesRead',
    'positionMs',
    'positionSeq',
    'deliveries',
    'consumers',
    'unreadQuality',
  ],
  stream: ['length', 'entriesAdded', 'lastMs', 'lastSeq', 'firstMs', 'firstSeq', 'memoryBytes'],
  consumer: ['pending', 'lastCallAt', 'lastGotWorkAt'],
  total: ['unread', 'furthestAt', 'pending', 'inMilli', 'outMilli', 'memoryBytes', 'memoryMax', 'evictedKeys'],
} as const satisfies Record<SeriesKind, readonly string[]>;

export type Recorded<Kind extends SeriesKind> = (typeof RECORDED)[Kind][number];

/** Place of a column. */
export function columnOf<Kind extends SeriesKind>(kind: Kind, name: Recorded<Kind>): number {
  const columns: readonly string[] = RECORDED[kind];
  return columns.indexOf(name);
}

/** How the figures of a series lie beside each other. */
export interface Columns {
  readonly width: number;
  /** A column that nearly always moves by what the one adds and the other takes. */
  readonly derived: { readonly column: number; readonly plus: number; readonly minus: number } | undefined;
}

/** A width without anything said of its columns. */
export function plainColumns(width: number): Columns {
  return { width, derived: undefined };
}

const UNREAD = {
  column: columnOf('group', 'unread'),
  plus: columnOf('group', 'entriesAdded'),
  minus: columnOf('group', 'entriesRead'),
} as const;

export const COLUMNS: Readonly<Record<SeriesKind, Columns>> = {
  group: { width: RECORDED.group.length, derived: UNREAD },
  stream: plainColumns(RECORDED.stream.length),
  consumer: plainColumns(RECORDED.consumer.length),
  total: plainColumns(RECORDED.total.length),
};

export function widthOf(kind: SeriesKind): number {
  return RECORDED[kind].length;
}

/** A figure fit to be recorded: a safe integer from 0, or NaN for whatever is none. */
export function recordable(figure: number | null): number {
  return figure !== null && Number.isSafeInteger(figure) && figure >= 0 ? figure : NaN;
}
