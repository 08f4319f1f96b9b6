import { useRouter } from '@tanstack/react-router';
import type { SuggestedAction } from '@weir/domain/health/suggested-action';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { openedAt } from '../pending/pending-search.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ClaimButton } from '../actions/claim-button.tsx';
import { ActionButton } from '../actions/parts/action-button.tsx';

interface SuggestedStepProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly action: SuggestedAction;
  readonly look?: 'plain' | 'primary';
  readonly className?: string;
}

/** The next step the diagnosis suggests, filled in: a dialog that is open over its list, or the list itself. */
export function SuggestedStep({ conn, row, action, look = 'plain', className = '' }: SuggestedStepProps) {
  const router = useRouter();
  const params = { conn, stream: row.stream, group: row.group };
  switch (action.do) {
    case 'claim':
      return <ClaimButton conn={conn} row={row} look={look} className={className} />;
    case 'acknowledge-gone':
      return (
        <ActionButton
          word="Acknowledge"
          needs="operator"
          look={look}
          className={className}
          onOpen={() => {
            void router.navigate({
              to: '/c/$conn/s/$stream/g/$group/pending',
              params,
              search: { do: 'acknowledge', payload: 'gone' },
            });
          }}
        >
          Acknowledge what is gone…
        </ActionButton>
      );
    case 'pending':
      return (
        <ButtonLink
          to="/c/$conn/s/$stream/g/$group/pending"
          params={params}
          search={{
            ...(action.consumer === undefined ? {} : { consumer: action.consumer }),
            ...(action.entry === undefined ? {} : openedAt(action.entry)),
            ...(action.deliveries === undefined ? {} : { deliveries: `${action.deliveries}..` }),
          }}
          className={className}
        >
          {action.entry === undefined && action.deliveries === undefined ? 'See the entries' : 'Inspect entry'}
        </ButtonLink>
      );
    case 'consumers':
      return (
        <ButtonLink to="/c/$conn/s/$stream/g/$group/consumers" params={params} search={{}} className={className}>
          See the consumers
        </ButtonLink>
      );
    case 'stream':
      return (
        <ButtonLink to="/c/$conn/s/$stream" params={{ conn, stream: row.stream }} search={{}} className={className}>
          See what is trimmed
        </ButtonLink>
      );
  }
}
