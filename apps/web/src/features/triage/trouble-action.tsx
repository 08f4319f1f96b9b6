import { suggestedAction } from '@weir/domain/health/suggested-action';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { usePast } from '../../past/use-past.ts';
import { SuggestedStep } from '../group/suggested-step.tsx';
import { DeadLetterButton } from '../actions/dead-letter-button.tsx';
import { ButtonLink } from '../../ui/button.tsx';

// Above every row's own link, which covers the whole row.
const ABOVE = 'relative z-1 max-sm:h-11 max-sm:w-full';

/** The next step of a troubled row; a poison entry can be put aside at once. It only goes somewhere or opens a dialog; nothing is changed from here. */
export function TroubleAction({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  const action = suggestedAction(row.status, row.culprit);
  // Of the past, and where the step is a look at the group, its page is where everything about it stands.
  const isPast = usePast() !== null;
  if (isPast || action === undefined || action.do === 'consumers' || action.do === 'stream')
    return (
      <ButtonLink
        to="/c/$conn/s/$stream/g/$group"
        params={{ conn, stream: row.stream, group: row.group }}
        className={ABOVE}
      >
        Investigate
      </ButtonLink>
    );
  const step = <SuggestedStep conn={conn} row={row} action={action} className={ABOVE} />;
  if (row.status !== 'poison-entry') return step;
  return (
    <span className="flex flex-wrap items-center gap-2 max-sm:w-full">
      {step}
      <DeadLetterButton conn={conn} row={row} className={ABOVE} />
    </span>
  );
}
