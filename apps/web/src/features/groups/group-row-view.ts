import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { Level } from '@weir/domain/health/status';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { changeText, perSecondText } from '../../format/amount.ts';

/** A figure of a cell: text, or the reason why there is none. */
export type Figure =
  | { readonly known: true; readonly text: string }
  | { readonly known: false; readonly because: string };

export function unreadFigure(row: Pick<GroupRow, 'unread' | 'unreadQuality' | 'unreadBecause'>): Figure {
  if (row.unread === null) return { known: false, because: row.unreadBecause };
  const sign = { exact: '', 'at-most': '≤ ', 'more-than': '> ', unknown: '' }[row.unreadQuality];
  return { known: true, text: sign + formatCount(row.unread) };
}

/** Why an unread figure has a sign before it; '' = it is exact. */
export function unreadNote(row: Pick<GroupRow, 'unreadQuality'>): string {
  if (row.unreadQuality === 'at-most') return 'At most: this Redis can overstate it, and it has not been counted yet.';
  return row.unreadQuality === 'more-than' ? 'More than this: counting stopped at its limit.' : '';
}

export function behindFigure(row: Pick<GroupRow, 'oldestUnreadAt' | 'behindBecause'>, now: number): Figure {
  const since = row.oldestUnreadAt;
  if (since === null) return { known: false, because: row.behindBecause };
  // 0 is the instant that stands for "none".
  return { known: true, text: since === 0 ? '0 s' : formatDuration(Math.max(0, now - since)) };
}

export interface FlowWords {
  readonly in: string;
  readonly out: string;
  /** "steady", "+38/s", '' while unknown. */
  readonly trend: string;
  readonly tone: 'quiet' | 'crit' | 'ok';
}

export function flowWords(row: Pick<GroupRow, 'inPerSecond' | 'outPerSecond'>): FlowWords {
  const { inPerSecond, outPerSecond } = row;
  const words = {
    in: inPerSecond === null ? '?' : perSecondText(inPerSecond),
    out: outPerSecond === null ? '?' : perSecondText(outPerSecond),
  };
  if (inPerSecond === null || outPerSecond === null) return { ...words, trend: '', tone: 'quiet' };
  const change = inPerSecond - outPerSecond;
  // Within what two polls can tell apart.
  if (Math.abs(change) < Math.max(0.5, 0.03 * Math.max(inPerSecond, outPerSecond)))
    return { ...words, trend: 'steady', tone: 'quiet' };
  return { ...words, trend: changeText(change), tone: change > 0 ? 'crit' : 'ok' };
}

export interface CaughtUp {
  readonly text: string;
  readonly note: string;
  readonly tone: 'quiet' | 'crit' | 'plain';
}

export function caughtUp(row: Pick<GroupRow, 'eta' | 'etaMs' | 'pending' | 'level' | 'unread'>): CaughtUp {
  if (row.unread === null) return { text: '—', note: 'unread unknown', tone: 'quiet' };
  switch (row.eta) {
    case 'now':
      return isTroubled(row.level)
        ? { text: '—', note: row.pending > 0 ? 'pending only' : '', tone: 'quiet' }
        : { text: 'now', note: '', tone: 'quiet' };
    case 'never':
      return { text: 'never', note: 'at these rates', tone: isTroubled(row.level) ? 'crit' : 'quiet' };
    case 'unsure':
      return { text: '—', note: 'rates unsteady', tone: 'quiet' };
    default:
      return row.etaMs === null
        ? { text: '—', note: '', tone: 'quiet' }
        : { text: formatDuration(row.etaMs), note: 'at these rates', tone: 'plain' };
  }
}

// Colour is for trouble alone: a batch group that rests would be red all day.
function isTroubled(level: Level): boolean {
  return level === 'critical' || level === 'warning';
}
