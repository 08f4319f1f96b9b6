import { formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';

type Reader = Pick<GroupRow, 'stream' | 'group' | 'consumers' | 'outPerSecond'>;

/** Who reads the target through a group: they will handle the copies as new entries. */
export function targetNote(into: string, groups: readonly Reader[]): string {
  if (into === '') return '';
  const readers = groups.filter(({ stream }) => stream === into);
  if (readers.length === 0) return 'Nobody reads it through a group, as far as Weir has seen.';
  const consumers = readers.reduce((sum, reader) => sum + reader.consumers, 0);
  return `${readers.length} ${readers.length === 1 ? 'group' : 'groups'} with ${formatCount(consumers)} ${consumers === 1 ? 'consumer' : 'consumers'} will read the copies as new entries.`;
}

/** Whether those who read the target keep up with this rate; '' where nothing is known. */
export function keepsUpNote(into: string, groups: readonly Reader[], rate: number): string {
  const known = groups.filter(
    (reader): reader is Reader & { outPerSecond: number } => reader.stream === into && reader.outPerSecond !== null,
  );
  if (known.length === 0) return '';
  const slowest = known.reduce((a, b) => (b.outPerSecond < a.outPerSecond ? b : a));
  const acks = `${slowest.group} acks ${formatRate(slowest.outPerSecond)} at the moment`;
  return slowest.outPerSecond >= rate
    ? `${acks}, so it keeps up.`
    : `${acks}; it may do more when there is more. The job slows down by itself when it falls behind.`;
}
