import type { StreamRow } from '@weir/domain/wire/stream-row';
import { RotateCcw, Scissors } from 'lucide-react';
import { ButtonLink } from '../../ui/button.tsx';
import { ActionButton } from './parts/action-button.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';

interface StreamActionsProps {
  readonly conn: string;
  readonly row: StreamRow;
}

/** What can be done with a stream, at the right of its head. */
export function StreamActions({ conn, row }: StreamActionsProps) {
  const { open } = useDialogAddress();
  if (row.length === 0) return null;
  return (
    <>
      <ButtonLink to="/c/$conn/jobs/new/replay" params={{ conn }} search={{ stream: row.stream }}>
        <RotateCcw aria-hidden size={14} strokeWidth={1.75} />
        Replay…
      </ButtonLink>
      <ActionButton
        word="Trim"
        needs="maintainer"
        onOpen={() => {
          open({ do: 'trim' });
        }}
      >
        <Scissors aria-hidden size={14} strokeWidth={1.75} />
        Trim…
      </ActionButton>
    </>
  );
}
