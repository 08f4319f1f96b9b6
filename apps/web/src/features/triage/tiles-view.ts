import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { Summary } from '@weir/domain/wire/summary';

const SIGN = { 'at-most': '≤ ', 'more-than': '> ', about: 'about ' } as const;

/** The total, with the sign of its parts where they are bounds. */
export function unreadFigure({ value, bound }: Summary['unread']): string {
  return (bound === undefined ? '' : SIGN[bound]) + formatCount(value);
}

/** What the unread total leaves out. */
export function unreadContext({ unread, groups }: Pick<Summary, 'unread' | 'groups'>): string {
  const left = unread.unknownGroups;
  if (unread.batch.groups > 0) {
    const waits = `+ ${formatCount(unread.batch.value)} expected (batch)`;
    return left > 0 ? `${waits}, ${formatCount(left)} unknown` : waits;
  }
  if (left > 0) return `without ${formatCount(left)} ${left === 1 ? 'group' : 'groups'} where it is unknown`;
  return `in ${formatCount(groups)} ${groups === 1 ? 'group' : 'groups'}`;
}

export function memoryContext(memory: NonNullable<Summary['memory']>): string {
  if (memory.forecast.state === 'full') return 'full';
  if (memory.forecast.state === 'fills') {
    const rate = memory.forecast.bytesPerSecond ?? 0;
    return `fills up, ${formatBytes(rate * 60)} a minute`;
  }
  const parts = memory.streamsBytes === null ? [] : [`streams about ${formatBytes(memory.streamsBytes)}`];
  parts.push(memory.evictedKeys === 0 ? 'no evictions' : `${formatCount(memory.evictedKeys)} keys evicted`);
  return parts.join(' · ');
}

/** "5.1" and "of 8 GB", or "640 MB" and "of 8 GB" where the units differ; no limit, no unit. */
export function memoryFigure({ usedBytes, maxBytes }: Pick<NonNullable<Summary['memory']>, 'usedBytes' | 'maxBytes'>): {
  readonly figure: string;
  readonly unit: string | undefined;
} {
  const used = formatBytes(usedBytes);
  if (maxBytes === 0) return { figure: used, unit: undefined };
  const limit = formatBytes(maxBytes);
  const [amount = used, usedUnit] = used.split(' ');
  return { figure: limit.endsWith(` ${usedUnit}`) ? amount : used, unit: `of ${limit}` };
}
