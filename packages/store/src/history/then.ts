import { ROLLUPS, countedPlace, gaugePlace } from '@weir/domain/history/rollup-shape';
import type { SeriesName } from '@weir/domain/history/history';
import { type GroupThen, QUALITIES, type StreamThen } from '@weir/domain/history/past-rows';
import { columnOf, type Recorded, type SeriesKind } from '@weir/domain/history/series-kinds';
import type { NotedVerdict, PastPicture } from '@weir/domain/history/history';
import { parseEntryId } from '@weir/domain/entries/entry-id';
import { timeInId } from '@weir/domain/entries/id-time';
import { known, unknown, valueOr } from '@weir/domain/known/known';
import { inRate, outRate, RATE_WINDOWS_MS, streamInRate, type WindowRates } from '@weir/domain/metrics/rates';
import type { Ring } from '@weir/domain/metrics/ring';

type Totals = PastPicture['totals'];

function reader<Kind extends SeriesKind>(kind: Kind, figures: Float64Array) {
  return (name: Recorded<Kind>): number | null => {
    const figure = figures[columnOf(kind, name)] ?? NaN;
    return Number.isNaN(figure) ? null : figure;
  };
}

/** A group as one poll saw it; `ring` holds the polls before it. */
export function groupFromLog(
  name: SeriesName,
  figures: Float64Array,
  ring: Ring,
  at: number,
  verdict: NotedVerdict | undefined,
): GroupThen {
  const read = reader('group', figures);
  return {
    name,
    unread: read('unread'),
    unreadQuality: QUALITIES[read('unreadQuality') ?? 0] ?? 'exact',
    pending: read('pending') ?? 0,
    oldestUnreadAt: read('oldestUnreadAt'),
    oldestPendingAt: read('oldestPendingAt'),
    consumers: read('consumers') ?? 0,
    position: idOf(read('positionMs'), read('positionSeq')) ?? '',
    entriesRead: read('entriesRead'),
    rates: RATE_WINDOWS_MS.map((windowMs) => ({
      windowMs,
      inPerSecond: inRate(ring, windowMs, at),
      outPerSecond: outRate(ring, windowMs, at),
    })),
    verdict,
  };
}

export function streamFromLog(name: SeriesName, figures: Float64Array, ring: Ring, at: number): StreamThen {
  const read = reader('stream', figures);
  const firstId = idOf(read('firstMs'), read('firstSeq'));
  const lastId = idOf(read('lastMs'), read('lastSeq'));
  return {
    name,
    length: read('length') ?? 0,
    entriesAdded: read('entriesAdded'),
    firstId,
    lastId,
    firstAt: timeOf(firstId, at),
    lastAt: timeOf(lastId, at),
    memoryBytes: read('memoryBytes'),
    inPerSecond: valueOr(streamInRate(ring, RATE_WINDOWS_MS[0], at), null),
  };
}

export function totalsFromLog(figures: Float64Array): Totals {
  const read = reader('total', figures);
  const used = read('memoryBytes');
  return {
    memory:
      used === null
        ? null
        : {
            usedBytes: used,
            maxBytes: read('memoryMax') ?? 0,
            evictedKeys: read('evictedKeys') ?? 0,
          },
    inPerSecond: perSecond(read('inMilli')),
    outPerSecond: perSecond(read('outMilli')),
  };
}

/** A group as a minute or an hour has it: its last figures, the rates of all of that time, no position. */
export function groupFromBucket(
  name: SeriesName,
  places: Float64Array,
  windowMs: number,
  at: number,
  verdict: NotedVerdict | undefined,
): GroupThen {
  const last = lastIn('group', places);
  const instant = (age: number | null): number | null => (age === null || age === 0 ? age : at - age);
  const rates: WindowRates = {
    windowMs,
    inPerSecond: rateIn('group', places, 0),
    outPerSecond: rateIn('group', places, 1),
  };
  return {
    name,
    unread: last('unread'),
    unreadQuality: 'exact',
    pending: last('pending') ?? 0,
    oldestUnreadAt: instant(last('behindMs')),
    oldestPendingAt: instant(last('oldestPendingMs')),
    consumers: last('consumers') ?? 0,
    position: '',
    entriesRead: null,
    rates: [rates],
    verdict,
  };
}

export function streamFromBucket(name: SeriesName, places: Float64Array): StreamThen {
  const last = lastIn('stream', places);
  const counted = rateIn('stream', places, 0);
  return {
    name,
    length: last('length') ?? 0,
    entriesAdded: null,
    firstId: null,
    lastId: null,
    firstAt: null,
    lastAt: null,
    memoryBytes: last('memoryBytes'),
    inPerSecond: valueOr(counted.known ? counted : rateIn('stream', places, 1), null),
  };
}

export function totalsFromBucket(places: Float64Array): Totals {
  const last = lastIn('total', places);
  const used = last('memoryBytes');
  return {
    memory: used === null ? null : { usedBytes: used, maxBytes: 0, evictedKeys: 0 },
    inPerSecond: perSecond(last('inMilli')),
    outPerSecond: perSecond(last('outMilli')),
  };
}

function lastIn(kind: SeriesKind, places: Float64Array): (gauge: string) => number | null {
  return (gauge) => {
    const place = gaugePlace(ROLLUPS[kind].gauges.findIndex(({ name }) => name === gauge));
    return (places[place + 4] ?? 0) === 0 ? null : (places[place] ?? null);
  };
}

function rateIn(kind: SeriesKind, places: Float64Array, index: number): WindowRates['inPerSecond'] {
  const place = countedPlace(ROLLUPS[kind], index);
  const [amount = 0, ms = 0] = [places[place], places[place + 1]];
  return ms > 0 ? known(Math.max(0, (amount / ms) * 1_000)) : unknown('not known at that time');
}

function idOf(ms: number | null, seq: number | null): string | null {
  return ms === null || seq === null ? null : `${ms}-${seq}`;
}

function timeOf(id: string | null, at: number): number | null {
  const parsed = id === null ? undefined : parseEntryId(id);
  return parsed === undefined ? null : valueOr(timeInId(parsed, at), null);
}

function perSecond(milli: number | null): number | null {
  return milli === null ? null : milli / 1_000;
}
