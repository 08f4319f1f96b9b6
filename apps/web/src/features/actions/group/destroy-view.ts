import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { MoveFact } from './move-view.ts';

export type DestroyPreview = Extract<ReadyPlan['preview'], { of: 'destroy-group' }>;

/** What goes with the group, in four figures. */
export function destroyFacts({ pending, unread, consumers, live }: DestroyPreview): readonly MoveFact[] {
  return [
    { name: 'Pending, given up', value: formatCount(pending, 'full') },
    unread.known
      ? { name: 'Unread', value: `${unread.value.exact ? '' : 'at most '}${formatCount(unread.value.count, 'full')}` }
      : { name: 'Unread', value: '', unknown: unread.because },
    { name: 'Consumers', value: formatCount(consumers, 'full') },
    live.known
      ? { name: 'Of them at work', value: live.value === 0 ? 'none' : formatCount(live.value, 'full') }
      : { name: 'Of them at work', value: '', unknown: live.because },
  ];
}
