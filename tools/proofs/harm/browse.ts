import { setTimeout as pause } from 'node:timers/promises';
import type { Listed, PendingAnswer } from '@weir/domain/wire/answers';
import type { WeirProcess } from '../weir-process.ts';
import { CROWD, DEEP, FAT } from './heavy-redis.ts';

// Longer than anything has been pending: a filter that nothing matches.
const LONG_MS = 30 * 86_400_000;

interface PageInput {
  readonly connection: string;
  readonly stream?: string;
  readonly [filter: string]: unknown;
}

type PageOf = readonly [procedure: string, input: PageInput];

/** Opens once everything an operator can open about the heavy streams, as fast as it goes; what was refused, by page. */
export async function browse(weir: WeirProcess, connection: string): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const page of pagesOf(connection)) {
    await open(weir, page).catch((failure: unknown) => refused.push(`${JSON.stringify(page)}: ${String(failure)}`));
  }
  const unmatched = { connection, stream: DEEP.stream, group: DEEP.group, minIdleMs: LONG_MS, limit: 100 };
  await followPending(weir, unmatched);
  return refused;
}

export interface Walk {
  readonly streams: readonly string[];
  /** Number of the page to begin with. */
  readonly first: number;
  readonly paceMs: number;
}

/** Opens the pages about these streams and the lists, one each `paceMs` as a quick person would, until it is over. */
export async function stroll(weir: WeirProcess, connection: string, walk: Walk, over: AbortSignal): Promise<void> {
  const pages = pagesOf(connection).filter(
    ([, input]) => input.stream === undefined || walk.streams.includes(input.stream),
  );
  for (let at = walk.first; !over.aborted; at += 1) {
    const page = pages[at % pages.length];
    if (page !== undefined) await open(weir, page);
    await pause(walk.paceMs);
  }
}

function open(weir: WeirProcess, [procedure, input]: PageOf): Promise<unknown> {
  return weir.query(procedure, input);
}

function pagesOf(connection: string): readonly PageOf[] {
  const deep = { connection, stream: DEEP.stream, group: DEEP.group };
  const crowd = { connection, stream: CROWD.stream, group: CROWD.group };
  const fat = { connection, stream: FAT.stream, group: FAT.group };
  const to = Date.now();
  return [
    ['streams.list', { connection }],
    ['groups.list', { connection }],
    ...[deep, crowd, fat].flatMap((group) => [
      ['groups.get', group] as const,
      ['consumers.list', group] as const,
      ['streams.ruler', { connection, stream: group.stream }] as const,
      ['pending.list', { ...group, limit: 100 }] as const,
      ['entries.list', { connection, stream: group.stream, direction: 'desc', limit: 50 }] as const,
      ['entries.list', { connection, stream: group.stream, direction: 'asc', limit: 50 }] as const,
      [
        'metrics.series',
        { ...group, metrics: ['unread', 'pending'], from: to - 3_600_000, to, maxPoints: 300 },
      ] as const,
    ]),
    ['pending.list', { ...deep, consumer: 'c3', limit: 500 }],
    ['pending.list', { ...deep, consumer: 'nobody', limit: 100 }],
    ['pending.list', { ...deep, minIdleMs: LONG_MS, limit: 100 }],
    ['pending.list', { ...deep, consumer: 'c3', minIdleMs: LONG_MS, limit: 100 }],
    ['pending.list', { ...deep, minDeliveries: 5, limit: 500 }],
    ['pending.list', { ...deep, from: `${to - 3_700_000}-0`, to: `${to - 3_690_000}-0`, limit: 100 }],
    ['entries.list', { connection, stream: DEEP.stream, direction: 'desc', limit: 500 }],
  ];
}

// Somebody keeps pressing "next" on a filter that nothing matches.
async function followPending(weir: WeirProcess, input: object): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < 10; page += 1) {
    const answer: Listed<PendingAnswer> = await weir.query<Listed<PendingAnswer>>('pending.list', { ...input, cursor });
    cursor = answer.nextCursor;
    if (cursor === null) return;
  }
}
