import type { StreamRow } from '@weir/domain/wire/stream-row';
import { RotateCcw, Scissors } from 'lucide-react';
import { usePast } from '../../past/use-past.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { MoreMenu, type MoreItem } from '../../ui/more-menu.tsx';
import { ActionButton } from './parts/action-button.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';
import { useActionLock } from './parts/use-action-lock.ts';

interface StreamActionsProps {
  readonly conn: string;
  readonly row: StreamRow;
}

/** What can be done with a stream, at the right of its head. */
export function StreamActions(props: StreamActionsProps) {
  // What is over cannot be changed, and a dialog would be about now.
  return usePast() === null ? <ActionsOfNow {...props} /> : null;
}

function ActionsOfNow({ conn, row }: StreamActionsProps) {
  const more = useMoreOfStream();
  return (
    <>
      {row.length > 0 && <EntriesActions conn={conn} row={row} />}
      <MoreMenu label={`More to do with ${row.stream}`} items={more} />
    </>
  );
}

function useMoreOfStream(): readonly MoreItem[] {
  const { open } = useDialogAddress();
  return [
    {
      key: 'add-entry',
      word: 'Add entry…',
      lock: useActionLock('Add entry', 'operator'),
      onChoose: () => {
        open({ do: 'add-entry' });
      },
    },
    {
      key: 'delete-entries',
      word: 'Delete entries…',
      lock: useActionLock('Delete entries', 'maintainer'),
      onChoose: () => {
        open({ do: 'delete-entries' });
      },
    },
    {
      key: 'create-group',
      word: 'Create group…',
      lock: useActionLock('Create group', 'operator'),
      onChoose: () => {
        open({ do: 'create-group' });
      },
    },
    {
      key: 'delete-stream',
      word: 'Delete stream…',
      lock: useActionLock('Delete stream', 'maintainer'),
      danger: true,
      onChoose: () => {
        open({ do: 'delete-stream' });
      },
    },
  ];
}

/** What is done with entries, so where there are some. */
function EntriesActions({ conn, row }: StreamActionsProps) {
  const { open } = useDialogAddress();
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
