import type { Watched } from '@weir/domain/alerts/alert-rule';
import type { BackTestSpan } from '@weir/domain/wire/alert-answers';
import { inMemory } from '../history/in-memory.ts';
import type { Watch } from '../observe/watch.ts';
import { nowOf } from './alert-tools.ts';
import type { Past } from './past.ts';
import { pastInMemory } from './past-in-memory.ts';
import { pastOnDisk } from './past-on-disk.ts';

const HOUR_MS = 3_600_000;
const SPAN_MS: Readonly<Record<BackTestSpan, number>> = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 168 * HOUR_MS };

/** Why a rule cannot be tried on what was recorded; '' = it can. */
export function whyNotRecorded({ when }: Watched): string {
  if (when.is === 'unreachable') return 'When Redis could not be reached is not in the samples.';
  if (when.is === 'figure' && when.metric === 'quietMs') return 'The time since the last entry is not in the samples.';
  return '';
}

/** The hour in memory where it holds all that is asked for, or all there is; else the history. */
export async function recordedPast(watch: Watch, span: BackTestSpan): Promise<Past> {
  const to = nowOf(watch);
  const from = to - SPAN_MS[span];
  const { ring } = watch.board.totals;
  return inMemory(watch, ring, from)
    ? pastInMemory(watch, { from: Math.max(from, ring.oldest ?? to), to })
    : pastOnDisk(watch, { from, to });
}
