import { formatCount } from '@weir/domain/metrics/format-figures';
import type { PolicyPlanAnswer } from '@weir/domain/wire/policy-answers';

type Told = Pick<PolicyPlanAnswer, 'groups' | 'groupCount'>;

/** "12 entries of 2 groups would be put aside now." Of more than are counted: at least. */
export function letterTotal({ groups, groupCount }: Told): string {
  const counts = groups.map(({ plan }) => plan?.affects.count ?? 0);
  const entries = counts.reduce((sum, count) => sum + count, 0);
  const failing = counts.filter((count) => count > 0).length;
  const isAll = groupCount === groups.length && groups.every(({ plan }) => plan !== null);
  if (entries === 0)
    return isAll ? 'Nothing would be put aside now.' : 'Nothing would be put aside now, as far as was counted.';
  const what = `${formatCount(entries, 'full')} ${entries === 1 ? 'entry' : 'entries'} of ${failing} ${failing === 1 ? 'group' : 'groups'}`;
  return `${isAll ? '' : 'At least '}${what} would be put aside now.`;
}

/** Those of which most would be put aside come first, and what cannot be told before what is nothing. */
export function mostFirst(groups: Told['groups']): Told['groups'] {
  const weight = ({ plan }: Told['groups'][number]) => (plan === null ? 0.5 : plan.affects.count);
  return groups.toSorted((a, b) => weight(b) - weight(a));
}
