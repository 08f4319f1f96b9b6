import type { EntryInGroupsAnswer } from '@weir/domain/wire/answers';

type InGroup = EntryInGroupsAnswer['groups'][number];

const ORDER: Readonly<Record<InGroup['state'], number>> = { pending: 0, unread: 1, past: 2 };

/** What is still to be done comes first; among pending ones those that were handed out most often. */
export function inGroupsOrder(groups: readonly InGroup[]): readonly InGroup[] {
  return groups.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || deliveriesOf(b) - deliveriesOf(a));
}

function deliveriesOf(group: InGroup): number {
  return group.state === 'pending' ? group.deliveries : 0;
}

/** "Pending in 1 of 3 groups." */
export function inGroupsWords({ groups, left }: EntryInGroupsAnswer): string {
  if (groups.length === 0) return 'No group reads this stream.';
  const pending = groups.filter(({ state }) => state === 'pending').length;
  const more = left > 0 ? ` ${left} more were not looked at.` : '';
  if (groups.length === 1) return `${pending === 0 ? 'Not pending' : 'Pending'} in the one group there is.${more}`;
  return `Pending in ${pending === 0 ? 'none' : pending} of ${groups.length} groups.${more}`;
}
