import { useRouter } from '@tanstack/react-router';
import { suggestedAction } from '@weir/domain/health/suggested-action';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { ArchiveX } from 'lucide-react';
import { openedAt } from '../pending/pending-search.ts';
import { ActionButton } from './parts/action-button.tsx';

interface DeadLetterButtonProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly look?: 'plain' | 'primary';
  readonly className?: string;
}

/** Opens the dialog for the entry that keeps failing, above the list that begins with it. */
export function DeadLetterButton({ conn, row, look = 'plain', className = '' }: DeadLetterButtonProps) {
  const router = useRouter();
  const action = suggestedAction(row.status, row.culprit);
  const { entry, deliveries } = action?.do === 'pending' ? action : {};
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
          search: {
            ...(entry === undefined ? {} : { ...openedAt(entry), of: 'opened' }),
            ...(deliveries === undefined ? {} : { deliveries: `${deliveries}..` }),
            do: 'dead-letter',
          },
        });
      }}
    >
      <ArchiveX aria-hidden size={14} strokeWidth={1.75} />
      Dead-letter…
    </ActionButton>
  );
}
