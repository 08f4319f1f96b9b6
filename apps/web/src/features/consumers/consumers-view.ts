import { LEVELS, type ConsumerStatus } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer, ConsumersAnswer } from '@weir/domain/wire/answers';
import { clockText, type Zone } from '../../format/moment.ts';
import { type Freshness, isLost } from '../../live/freshness.ts';
import { heatOf, type Heat } from '../../ruler/marks.ts';
import { cellName, idleRangeText, rangeOfCell } from '../pending/idle-range.ts';

/** Worst first, then who holds most, then by name. */
export function consumersInOrder(items: readonly ConsumerAnswer[]): ConsumerAnswer[] {
  return items.toSorted(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.pending - a.pending || (a.consumer < b.consumer ? -1 : 1),
  );
}

const COUNTED: readonly ConsumerStatus[] = ['dead', 'slow', 'quiet', 'unknown', 'idle', 'gone', 'active'];

/** "1 dead, 1 slow, 1 idle, 5 active" */
export function healthCounts(items: readonly Pick<ConsumerAnswer, 'health'>[]): string {
  return COUNTED.flatMap((health) => {
    const count = items.filter((item) => item.health === health).length;
    return count === 0 ? [] : [`${formatCount(count)} ${health}`];
  }).join(', ');
}

export interface WaitCell {
  readonly name: string;
  readonly count: number;
  readonly heat: Heat;
  /** `idle=` of the pending list this cell leads to. */
  readonly idle: string;
}

/** The six cells of a consumer; null while its pending entries were not walked. */
export function waitCells(item: Pick<ConsumerAnswer, 'cells'>, edgesMs: readonly number[]): WaitCell[] | null {
  if (item.cells === null) return null;
  return item.cells.map((count, cell) => {
    const range = rangeOfCell(cell, edgesMs);
    return { name: cellName(cell, edgesMs), count, heat: heatOf(range.minMs), idle: idleRangeText(range) };
  });
}

/** Why cells are not there: only while Redis answers are they on their way. */
export function notCountedWords(kind: Freshness['kind']): string {
  if (kind === 'redis-lost') return 'not counted: Redis does not answer';
  return kind === 'weir-lost' ? 'not counted: Weir does not answer' : 'not counted yet';
}

/** What the cells leave out and of when they are; '' = they are all of it, of the same moment as the rest. */
export function coverageWords(
  answer: ConsumersAnswer,
  pending: number,
  { kind, zone }: { readonly kind: Freshness['kind']; readonly zone: Zone },
): string {
  if (answer.items.every(({ cells }) => cells === null)) {
    if (pending === 0 || answer.items.length === 0) return '';
    return isLost(kind) ? `Waiting times are ${notCountedWords(kind)}.` : 'Waiting times are being counted.';
  }
  const at = answer.cellsAt === null ? '' : ` at ${clockText(answer.cellsAt, zone)}`;
  if (!answer.cellsComplete)
    return `Waiting times are of the oldest ${formatCount(answer.cellsLookedAt)} of ${formatCount(pending)} pending entries${at}.`;
  const moved = answer.items.some(({ cells, pending: held }) => cells !== null && sumOf(cells) !== held);
  return moved ? `Waiting times were counted${at}. Pending is of another moment, so the two may differ.` : '';
}

function sumOf(cells: readonly number[]): number {
  return cells.reduce((sum, count) => sum + count, 0);
}

/** True when this server tells when consumers last got something; otherwise the column would be one word, repeated. */
export function tellsLastWork(items: readonly Pick<ConsumerAnswer, 'lastGotWorkAt'>[]): boolean {
  return items.some(({ lastGotWorkAt }) => lastGotWorkAt.known);
}
