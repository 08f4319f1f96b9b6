import { useRouter } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { Hand } from 'lucide-react';
import { heldInSentence } from './claim/claim-view.ts';
import { ActionButton } from './parts/action-button.tsx';

interface ClaimButtonProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly look?: 'plain' | 'primary';
  readonly className?: string;
}

/** "Claim 1,284…": opens the claim of what a dead consumer holds, above the list of those entries. */
export function ClaimButton({ conn, row, look = 'plain', className = '' }: ClaimButtonProps) {
  const router = useRouter();
  const held = heldInSentence(row.sentence);
  return (
    <ActionButton
      word="Claim"
      needs="operator"
      look={look}
      className={className}
      onOpen={() => {
        void router.navigate({
          to: '/c/$conn/s/$stream/g/$group/pending',
          params: { conn, stream: row.stream, group: row.group },
          search: { consumer: row.culprit, do: 'claim' },
        });
      }}
    >
      <Hand aria-hidden size={14} strokeWidth={1.75} />
      {held === null ? 'Claim…' : `Claim ${formatCount(held, 'full')}…`}
      <span className="sr-only"> of {row.culprit}</span>
    </ActionButton>
  );
}
