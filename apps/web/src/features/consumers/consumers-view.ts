import { LEVELS, type ConsumerStatus } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer, ConsumersAnswer } from '@weir/domain/wire/answers';
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

/** What the cells leave out; '' = nothing. */
export function coverageWords(answer: ConsumersAnswer, pending: number): string {
  if (answer.items.every(({ cells }) => cells === null))
    return pending === 0 || answer.items.length === 0 ? '' : 'Waiting times are being counted.';
  if (answer.cellsComplete) return '';
  return `Cells count the oldest ${formatCount(answer.cellsLookedAt)} of ${formatCount(pending)} pending entries.`;
}

/** True when this server tells when consumers last got something; otherwise the column would be one word, repeated. */
export function tellsLastWork(items: readonly Pick<ConsumerAnswer, 'lastGotWorkAt'>[]): boolean {
  return items.some(({ lastGotWorkAt }) => lastGotWorkAt.known);
}
