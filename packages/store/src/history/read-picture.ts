import { fillRing, ringWidth } from '@weir/domain/history/fill-ring';
import type { PastPicture, SeriesName } from '@weir/domain/history/history';
import { type GroupThen, pastGroupRow, pastStreamRow, type StreamThen } from '@weir/domain/history/past-rows';
import type { SeriesKind } from '@weir/domain/history/series-kinds';
import { createRingPool } from '@weir/domain/metrics/ring';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { HOUR_MS, MINUTE_MS } from './close-recording.ts';
import { bucketsOfAll } from './read-buckets.ts';
import { cursorIn, cursorsOf } from './read-logs.ts';
import type { PackReader } from './packs.ts';
import type { Statements } from './statements.ts';
import type { Stretch, Stretches } from './stretches.ts';
import {
  groupFromBucket,
  groupFromLog,
  streamFromBucket,
  streamFromLog,
  totalsFromBucket,
  totalsFromLog,
} from './then.ts';
import type { VerdictRows } from './verdict-rows.ts';

export interface PictureTools {
  readonly statements: Statements;
  readonly packs: PackReader;
  readonly stretches: Stretches;
  readonly verdicts: VerdictRows;
}

type Names = ReadonlyMap<number, SeriesName>;

/** All that was there at a moment, before it is put in rows. */
interface Then {
  readonly groups: GroupThen[];
  readonly streams: StreamThen[];
  totals: PastPicture['totals'];
}

// The longest window rates are taken over.
const RATES_MS = 900_000;
// Where nothing moves a sample per so many ms is enough for a rate.
const STEP_MS = 15_000;

/** Everything as it was at a moment, or when it was last seen before that; null where nothing was recorded up to then. */
export function readPicture(tools: PictureTools, connection: string, at: number): PastPicture | null {
  const { statements, stretches } = tools;
  const names = namesOf(statements, connection);
  const stretch = stretches.lastBefore(connection, at);
  if (stretch === undefined) return null;
  const moment = Math.min(at, stretch.end);
  if (stretch.hasLog) return fromLogs(tools, names, stretch, moment);
  const from = stretch.hasMinutes ? 'minute' : 'hour';
  return pictureOf(fromBuckets(tools, names, from, stretch, moment), from, moment);
}

function fromLogs(tools: PictureTools, names: Names, stretch: Stretch, moment: number): PastPicture {
  const { statements, packs, stretches, verdicts } = tools;
  const polls = stretches.pollsOf(stretch);
  const at = polls.timeOf(Math.max(0, polls.indexFrom(moment + 1) - 1));
  const before = stretches
    .between(stretch.connection, at - RATES_MS, at)
    .filter(({ number, hasLog }) => hasLog && number !== stretch.number);
  const then = nothing();
  const room = Math.ceil(RATES_MS / 1_000) + 2;
  const pools = {
    group: createRingPool(ringWidth('group'), room, 1, 1),
    stream: createRingPool(ringWidth('stream'), room, 1, 1),
  };
  const extent = { from: at - RATES_MS, to: at, stepMs: STEP_MS };
  const kindOf = (series: number): SeriesKind | undefined => names.get(series)?.kind;
  for (const [series, cursor] of cursorsOf(statements, stretch, kindOf)) {
    const name = names.get(series);
    if (name === undefined || name.kind === 'consumer') continue;
    if (name.kind === 'total') {
      cursor.advance(polls.indexFrom(at));
      then.totals = totalsFromLog(cursor.figures);
      continue;
    }
    const ring = pools[name.kind].ring();
    for (const earlier of before) {
      const old = cursorIn(packs, earlier, series, name.kind);
      if (old !== undefined) fillRing(name.kind, ring, old, stretches.pollsOf(earlier), extent);
    }
    fillRing(name.kind, ring, cursor, polls, extent);
    const { figures } = cursor;
    if (cursor.isThere && name.kind === 'stream') then.streams.push(streamFromLog(name, figures, ring, at));
    if (cursor.isThere && name.kind === 'group') {
      then.groups.push(groupFromLog(name, figures, ring, at, verdicts.at(series, at)));
    }
    ring.release();
  }
  return pictureOf(then, 'poll', at);
}

function fromBuckets(
  { statements, stretches, verdicts }: PictureTools,
  names: Names,
  width: 'minute' | 'hour',
  stretch: Stretch,
  at: number,
): Then {
  const then = nothing();
  const windowMs = width === 'minute' ? MINUTE_MS : HOUR_MS;
  const polls = width === 'minute' ? stretches.pollsOf(stretch) : undefined;
  for (const [series, places] of bucketsOfAll(statements, stretch, names, Math.floor(at / windowMs), polls)) {
    const name = names.get(series);
    if (name?.kind === 'group') {
      then.groups.push(groupFromBucket(name, places, windowMs, at, verdicts.at(series, at)));
    } else if (name?.kind === 'stream') then.streams.push(streamFromBucket(name, places));
    else if (name?.kind === 'total') then.totals = totalsFromBucket(places);
  }
  return then;
}

function nothing(): Then {
  return { groups: [], streams: [], totals: { memory: null, inPerSecond: null, outPerSecond: null } };
}

function pictureOf({ groups, streams, totals }: Then, from: PastPicture['from'], at: number): PastPicture {
  const byStream = new Map<string, GroupRow[]>(streams.map(({ name }) => [name.stream, []]));
  const groupRows = groups.map((group, index) => {
    const row = pastGroupRow(streams.length + index + 1, group, at);
    byStream.get(row.stream)?.push(row);
    return row;
  });
  const streamRows = streams.map((stream, index) =>
    pastStreamRow(index + 1, stream, byStream.get(stream.name.stream) ?? [], at),
  );
  return { at, from, groups: groupRows, streams: streamRows, totals };
}

function namesOf(statements: Statements, connection: string): Names {
  const names = new Map<number, SeriesName>();
  for (const row of statements.seriesOf.iterate(connection)) {
    names.set(Number(row['series']), {
      // Sound: what is in this column was a kind when it was written.
      kind: row['kind'] as SeriesKind,
      stream: String(row['stream']),
      group: String(row['stream_group']),
      consumer: String(row['consumer']),
    });
  }
  return names;
}
