import { columnOf, type Recorded, type SeriesKind } from './series-kinds.ts';

/** A figure of which lowest, highest, last and sum are kept. */
export interface Gauge {
  readonly name: string;
  readonly column: number;
  /** The column is an instant, and what is kept of it its age. */
  readonly isInstant: boolean;
}

/** Something that is counted: how much came in how much watched time. */
export interface Counted {
  readonly name: string;
  /** What a counter counted, or what the group's figures together say was acknowledged. */
  readonly of: 'counter' | 'acked';
  /** Of the counter, or of the figure without which nothing can be said. */
  readonly column: number;
}

/**
 * A bucket of a coarser history, one number per place: polls in it; per gauge the last, lowest and highest figure,
 * their sum, and at how many polls it was known; per counted thing how much and in how many ms.
 */
export interface RollupShape {
  readonly kind: SeriesKind;
  readonly gauges: readonly Gauge[];
  readonly counted: readonly Counted[];
  readonly width: number;
}

export const GAUGE_PLACES = 5;
export const COUNTED_PLACES = 2;

function shape(kind: SeriesKind, gauges: readonly Gauge[], counted: readonly Counted[]): RollupShape {
  return { kind, gauges, counted, width: 1 + gauges.length * GAUGE_PLACES + counted.length * COUNTED_PLACES };
}

function figure<Kind extends SeriesKind>(kind: Kind, name: Recorded<Kind> & string): Gauge {
  return { name, column: columnOf(kind, name), isInstant: false };
}

function age<Kind extends SeriesKind>(kind: Kind, column: Recorded<Kind> & string, name: string): Gauge {
  return { name, column: columnOf(kind, column), isInstant: true };
}

export const ROLLUPS: Readonly<Record<SeriesKind, RollupShape>> = {
  group: shape(
    'group',
    [
      figure('group', 'unread'),
      figure('group', 'pending'),
      age('group', 'oldestUnreadAt', 'behindMs'),
      age('group', 'oldestPendingAt', 'oldestPendingMs'),
      figure('group', 'deliveries'),
      figure('group', 'consumers'),
    ],
    [
      { name: 'inPerSecond', of: 'counter', column: columnOf('group', 'entriesAdded') },
      { name: 'outPerSecond', of: 'acked', column: columnOf('group', 'entriesRead') },
    ],
  ),
  stream: shape(
    'stream',
    [figure('stream', 'length'), figure('stream', 'memoryBytes')],
    [
      { name: 'inPerSecond', of: 'counter', column: columnOf('stream', 'entriesAdded') },
      { name: 'growth', of: 'counter', column: columnOf('stream', 'length') },
    ],
  ),
  consumer: shape('consumer', [figure('consumer', 'pending')], []),
  total: shape(
    'total',
    [
      figure('total', 'unread'),
      age('total', 'furthestAt', 'behindMs'),
      figure('total', 'pending'),
      figure('total', 'inMilli'),
      figure('total', 'outMilli'),
      figure('total', 'memoryBytes'),
    ],
    [],
  ),
};

/** Place of a gauge's last figure in a bucket; lowest, highest, sum and known follow it. */
export function gaugePlace(index: number): number {
  return 1 + index * GAUGE_PLACES;
}

/** Place of an amount in a bucket; its ms follow it. */
export function countedPlace({ gauges }: RollupShape, index: number): number {
  return 1 + gauges.length * GAUGE_PLACES + index * COUNTED_PLACES;
}
