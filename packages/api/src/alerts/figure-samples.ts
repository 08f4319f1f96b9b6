import type { AlertCondition } from '@weir/domain/alerts/alert-rule';
import { figureSight } from '@weir/domain/alerts/sight';
import type { Points } from '@weir/domain/metrics/series-points';
import type { Watch } from '../observe/watch.ts';
import { NOT_SEEN, type Recorded } from './past.ts';

/** What a rule about a figure sees in what was recorded of it. */
export function recordedFigures(
  { board }: Watch,
  when: Extract<AlertCondition, { is: 'figure' }>,
  points: Points,
): Recorded {
  const maxBytes = board.summary.memory?.maxBytes ?? 0;
  if (when.metric === 'memoryShare' && maxBytes === 0) return [];
  const scale = when.metric === 'memoryShare' ? 100 / maxBytes : 1;
  return points.map(([at, value]) => {
    const figure = value === null ? null : value * scale;
    return [at, figure, figure === null ? NOT_SEEN : figureSight(when, figure)];
  });
}
