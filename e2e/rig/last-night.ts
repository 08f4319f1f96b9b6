import type { HistoryTick } from '@weir/domain/history/history';
import { RECORDED, type SeriesKind } from '@weir/domain/history/series-kinds';
import { openHistory } from '@weir/store/open-history';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_MS = 10_000;
const KEEP = { pollsMs: DAY_MS, minutesMs: 7 * DAY_MS, hoursMs: 90 * DAY_MS, capBytes: 1e9 };

/** Something that was recorded before the console of a journey started. */
export interface LastNight {
  /** Epoch ms: when it was calm, when the consumer died, when its entries were acknowledged. */
  readonly calmAt: number;
  readonly diedAt: number;
  readonly overAt: number;
}

const NAMES = [
  { key: 1, kind: 'stream', stream: 'orders', group: '', consumer: '' },
  { key: 2, kind: 'group', stream: 'orders', group: 'fulfilment', consumer: '' },
  { key: 3, kind: 'consumer', stream: 'orders', group: 'fulfilment', consumer: 'worker-7' },
] as const;

/** Records two hours of last night: a consumer of `fulfilment` on `orders` dies with 1,284 pending entries. */
export async function recordLastNight(folder: string, now: number): Promise<LastNight> {
  const history = openHistory(folder, { now: () => now, keep: KEEP });
  while (history.state().state !== 'ok') await new Promise((resolve) => setTimeout(resolve, 10));
  const calmAt = Math.floor((now - 9 * HOUR_MS) / 1_000) * 1_000;
  const [diedAt, overAt, end] = [0.5, 1.5, 2].map((hours) => calmAt + hours * HOUR_MS);
  if (diedAt === undefined || overAt === undefined || end === undefined) throw new Error('three moments were made');
  for (let at = calmAt; at <= end; at += EVERY_MS) {
    await history.note(tickAt(at, { calmAt, diedAt, overAt }));
  }
  await history.close();
  return { calmAt, diedAt, overAt };
}

function tickAt(at: number, { calmAt, diedAt, overAt }: LastNight): HistoryTick {
  const isDead = at >= diedAt && at < overAt;
  const added = Math.floor((at - calmAt) / 100);
  const pending = isDead ? 1_284 : 3;
  const lastCallAt = isDead ? diedAt - 60_000 : at - 500;
  const figures = [
    figuresOf('stream', { length: 5_000, entriesAdded: added, ...endsAt(at) }),
    figuresOf('group', {
      unread: 0,
      pending,
      oldestUnreadAt: 0,
      oldestPendingAt: isDead ? diedAt - 60_000 : at - 900,
      entriesAdded: added,
      entriesRead: added,
      positionMs: at - 400,
      positionSeq: 0,
      deliveries: 1,
      consumers: 1,
      unreadQuality: 0,
    }),
    figuresOf('consumer', { pending, lastCallAt, lastGotWorkAt: lastCallAt }),
  ];
  const said = { key: 2, since: isDead ? diedAt : calmAt, culprit: isDead ? 'worker-7' : '' };
  const turns = at === calmAt || at === diedAt || at === overAt;
  return {
    connection: 'main',
    at,
    intervalMs: EVERY_MS,
    isAfterGap: false,
    isWhole: at === calmAt,
    fresh: at === calmAt ? NAMES : [],
    keys: Float64Array.of(1, 2, 3),
    figures: Float64Array.from(figures.flat()),
    gone: [],
    verdicts: !turns ? [] : isDead ? [{ ...said, ...DEAD }] : [{ ...said, ...CALM }],
    baselines: [],
    events: at === diedAt ? [deathAt(at)] : [],
  };
}

const DEAD = {
  level: 'critical',
  status: 'dead-consumer',
  sentence: ['Nobody works off ', { n: 1_284, b: true }, ' entries of ', { name: 'worker-7' }, '.'],
  clause: [{ n: 1_284 }, ' entries are stuck behind a dead consumer'],
} as const;
const CALM = { level: 'healthy', status: 'healthy', sentence: [], clause: [] } as const;

function deathAt(at: number): HistoryTick['events'][number] {
  return {
    id: at,
    at,
    kind: 'state',
    level: 'critical',
    title: [{ name: 'fulfilment' }, ' has a dead consumer'],
    detail: DEAD.sentence,
    stream: 'orders',
    group: 'fulfilment',
  };
}

function endsAt(at: number): Readonly<Record<string, number>> {
  return { lastMs: at - 100, lastSeq: 0, firstMs: at - HOUR_MS, firstSeq: 0, memoryBytes: 1_000_000 };
}

function figuresOf(kind: SeriesKind, figures: Readonly<Record<string, number>>): readonly number[] {
  return RECORDED[kind].map((name) => figures[name] ?? NaN);
}
