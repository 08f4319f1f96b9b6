import { useRouter } from '@tanstack/react-router';
import { suggestedAction } from '@weir/domain/health/suggested-action';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { ArchiveX } from 'lucide-react';
import { ActionButton } from './parts/action-button.tsx';

interface DeadLetterButtonProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly look?: 'plain' | 'primary';
  readonly className?: string;
}

/** Opens the dialog for the entries that keep failing, above the list of them. */
export function DeadLetterButton({ conn, row, look = 'plain', className = '' }: DeadLetterButtonProps) {
  const router = useRouter();
  const action = suggestedAction(row.status, row.culprit);
  const least = action?.do === 'pending' ? action.deliveries : undefined;
  return (
    <ActionButton
      word="Dead-letter"
      needs="operator"
      look={look}
      className={className}
      onOpen={() => {
        void router.navigate({
          to: '/c/$conn/s/$stream/g/$group/pending',
          params: { conn, stream: row.stream, group: row.group },
          search: { ...(least === undefined ? {} : { deliveries: `${least}..` }), do: 'dead-letter' },
        });
      }}
    >
      <ArchiveX aria-hidden size={14} strokeWidth={1.75} />
      Dead-letter…
    </ActionButton>
  );
}
