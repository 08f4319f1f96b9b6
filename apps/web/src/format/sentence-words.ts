import { formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { Sentence } from '@weir/domain/wire/sentence';
import { clockText, type Zone } from './moment.ts';

/** A sentence as plain text, for titles, tooltips and announcements. `now` is Redis time. */
export function sentenceWords(parts: Sentence, now: number, zone: Zone): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('t' in part) return part.t;
      if ('name' in part) return part.name;
      if ('n' in part) return formatCount(part.n, 'full');
      if ('rate' in part) return formatRate(part.rate);
      if ('ms' in part) return formatDuration(part.ms);
      if ('age' in part) return formatDuration(Math.max(0, now - part.age));
      return clockText(part.clock, zone);
    })
    .join('');
}
