import { useZone } from '../../../app/preferences.ts';
import { clockText, zoneText } from '../../../format/moment.ts';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { PlanView } from './use-plan.ts';

interface FixedWordsProps {
  readonly view: PlanView;
  /** Stands before the moment of counting. */
  readonly fixed?: string;
  readonly skips: string;
}

/** Since when the set is fixed, and what that promises. */
export function FixedWords({ view, fixed = 'The set is fixed as of', skips }: FixedWordsProps) {
  const zone = useZone();
  const { plan, counting, recounted } = view;
  if (counting !== null)
    return (
      <output className="block">
        {counting.what === '' ? 'Counting…' : `${counting.what}…`}
        {counting.looked > 0 && ` ${formatCount(counting.looked)} so far.`}
      </output>
    );
  if (plan === undefined) return null;
  const at = `${clockText(plan.seenAt, zone)} ${zoneText(plan.seenAt, zone)}`;
  return (
    <p>
      {recounted === 'expired' ? `The plan had expired and was counted again at ${at}. ` : `${fixed} ${at}. `}
      {skips}
    </p>
  );
}
