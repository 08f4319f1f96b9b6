import type { GroupRow } from '@weir/domain/wire/group-row';
import { ArchiveX, CheckCheck, Hand, MoveHorizontal } from 'lucide-react';
import { usePendingChoice } from '../pending/pending-choice.ts';
import { isChosen } from '../pending/pending-choice-view.ts';
import { usePast } from '../../past/use-past.ts';
import { MoreMenu, type MoreItem } from '../../ui/more-menu.tsx';
import { ActionButton } from './parts/action-button.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';
import { useActionLock } from './parts/use-action-lock.ts';

/** What can be done with a group, at the right of its head; the most used first. */
export function GroupActions({ row }: { readonly row: GroupRow }) {
  // What is over cannot be changed, and a dialog would be about now.
  return usePast() === null ? <ActionsOfNow row={row} /> : null;
}

function ActionsOfNow({ row }: { readonly row: GroupRow }) {
  const { open } = useDialogAddress();
  return (
    <>
      {row.pending > 0 && <PendingActions />}
      <ActionButton
        word="Move position"
        needs="operator"
        pageKey="move"
        onOpen={() => {
          open({ do: 'move' });
        }}
      >
        <MoveHorizontal aria-hidden size={14} strokeWidth={1.75} />
        Move position…
      </ActionButton>
      <MoreMenu label={`More to do with ${row.group}`} items={useMoreOfGroup()} />
    </>
  );
}

function useMoreOfGroup(): readonly MoreItem[] {
  const { open } = useDialogAddress();
  const lock = useActionLock('Destroy group', 'maintainer');
  return [
    {
      key: 'create-consumer',
      word: 'Create consumer…',
      lock: useActionLock('Create consumer', 'operator'),
      onChoose: () => {
        open({ do: 'create-consumer' });
      },
    },
    {
      key: 'destroy-group',
      word: 'Destroy group…',
      lock,
      danger: true,
      onChoose: () => {
        open({ do: 'destroy-group' });
      },
    },
  ];
}

function PendingActions() {
  const { open } = useDialogAddress();
  const { choice } = usePendingChoice();
  // While rows are chosen the keys belong to the bar that acts on them.
  const keyed = !isChosen(choice);
  return (
    <>
      <ActionButton
        word="Claim"
        needs="operator"
        {...(keyed ? { pageKey: 'claim' as const } : {})}
        onOpen={() => {
          open({ do: 'claim' });
        }}
      >
        <Hand aria-hidden size={14} strokeWidth={1.75} />
        Claim…
      </ActionButton>
      <ActionButton
        word="Acknowledge"
        needs="operator"
        {...(keyed ? { pageKey: 'acknowledge' as const } : {})}
        onOpen={() => {
          open({ do: 'acknowledge' });
        }}
      >
        <CheckCheck aria-hidden size={14} strokeWidth={1.75} />
        Acknowledge…
      </ActionButton>
      <ActionButton
        word="Dead-letter"
        needs="operator"
        {...(keyed ? { pageKey: 'dead-letter' as const } : {})}
        onOpen={() => {
          open({ do: 'dead-letter' });
        }}
      >
        <ArchiveX aria-hidden size={14} strokeWidth={1.75} />
        Dead-letter…
      </ActionButton>
    </>
  );
}
