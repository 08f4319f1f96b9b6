import type { ConsumersAnswer } from '@weir/domain/wire/answers';
import { heatOf, type Heat } from '../../ruler/marks.ts';
import { cellName, rangeOfCell, type IdleRange } from './idle-range.ts';

export interface WaitBar {
  readonly name: string;
  readonly range: IdleRange;
  readonly count: number;
  /** 0…1, logarithmic: one stuck entry beside a million must still be seen. */
  readonly height: number;
  readonly heat: Heat;
  readonly chosen: boolean;
}

export interface WaitHistogram {
  readonly bars: readonly WaitBar[];
  /** All bars together. */
  readonly counted: number;
}

type Counted = Pick<ConsumersAnswer, 'edgesMs'> & {
  readonly items: readonly Pick<ConsumersAnswer['items'][number], 'consumer' | 'cells'>[];
};

/**
 * Pending entries by time since delivery, of one consumer or of all; null while the list was not walked. A range in the
 * address that is none of the cells marks every cell it touches.
 */
export function waitHistogram(
  answer: Counted,
  consumer: string | undefined,
  chosen: IdleRange | undefined,
): WaitHistogram | null {
  const walked = answer.items.filter((item) => item.cells !== null);
  if (walked.length === 0 && answer.items.length > 0) return null;
  const counts = Array.from({ length: answer.edgesMs.length + 1 }, () => 0);
  for (const item of walked) {
    if (consumer !== undefined && item.consumer !== consumer) continue;
    item.cells?.forEach((count, cell) => {
      counts[cell] = (counts[cell] ?? 0) + count;
    });
  }
  const most = Math.log1p(Math.max(...counts));
  return {
    counted: counts.reduce((sum, count) => sum + count, 0),
    bars: counts.map((count, cell) => {
      const range = rangeOfCell(cell, answer.edgesMs);
      return {
        name: cellName(cell, answer.edgesMs),
        range,
        count,
        height: count === 0 ? 0 : Math.log1p(count) / most,
        heat: heatOf(range.minMs),
        chosen: chosen !== undefined && touches(range, chosen),
      };
    }),
  };
}

function touches(cell: IdleRange, chosen: IdleRange): boolean {
  return cell.minMs < (chosen.maxMs ?? Infinity) && chosen.minMs < (cell.maxMs ?? Infinity);
}
