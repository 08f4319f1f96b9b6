import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { Summary } from '@weir/domain/wire/summary';
import { clockText, type Zone } from '../format/moment.ts';
import type { Freshness } from '../live/freshness.ts';

export interface LiveWords {
  readonly title: string;
  readonly note: string;
  readonly tone: 'ok' | 'warn' | 'crit' | 'quiet';
}

/** What the Live button says: "Live every 2 s", "38 s old", "Paused at 14:32:08 47 s old". */
export function liveWords(freshness: Freshness, summary: Summary | null, zone: Zone): LiveWords {
  const { kind, ageMs } = freshness;
  if (kind === 'live') return { title: 'Live', note: summary === null ? '' : intervalText(summary), tone: 'ok' };
  if (kind === 'past') return { title: 'Past', note: '', tone: 'quiet' };
  if (kind === 'waiting') return { title: 'Connecting', note: '', tone: 'quiet' };
  if (kind === 'paused') {
    const since = summary?.polledAt == null ? '' : ` at ${clockText(summary.polledAt, zone)}`;
    const note = ageMs === null ? '' : `${formatDuration(ageMs)} old`;
    return { title: `Paused${since}`, note, tone: 'quiet' };
  }
  const title = ageMs === null ? 'No answer' : `${formatDuration(ageMs)} old`;
  return { title, note: '', tone: kind === 'stale' ? 'warn' : 'crit' };
}

function intervalText({ cost }: Summary): string {
  const every = `every ${formatDuration(cost.intervalMs)}`;
  return cost.stretchedBecause === '' ? every : `${every}, stretched`;
}

/** A share of one core as text: "0.4%". */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0%';
  if (percent < 0.01) return '< 0.01%';
  return `${percent < 1 ? percent.toFixed(2) : percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
}
