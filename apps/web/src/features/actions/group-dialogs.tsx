import type { GroupRow } from '@weir/domain/wire/group-row';
import { useConsumers } from '../consumers/use-consumers.ts';
import { AcknowledgeDialog } from './acknowledge/acknowledge-dialog.tsx';
import { ClaimDialog } from './claim/claim-dialog.tsx';
import { DestroyGroupDialog } from './group/destroy-group-dialog.tsx';
import { MoveDialog } from './group/move-dialog.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';
import { ResultDialog } from './parts/result-dialog.tsx';
import { useLinkedPlan } from './parts/use-linked-plan.ts';
import { Undoing } from './undo/undo-dialogs.tsx';
import { useRouter } from '@tanstack/react-router';

interface GroupDialogsProps {
  readonly conn: string;
  readonly row: GroupRow;
}

/** The dialog of a group's page that the address asks for. */
export function GroupDialogs({ conn, row }: GroupDialogsProps) {
  const { search } = useDialogAddress();
  const router = useRouter();
  if (search.do === 'result' && search.job !== undefined)
    return (
      <ResultDialog
        conn={conn}
        jobId={search.job}
        onClaimFrom={(consumer) => {
          void router.navigate({
            to: '/c/$conn/s/$stream/g/$group/pending',
            params: { conn, stream: row.stream, group: row.group },
            search: { consumer, do: 'claim' },
          });
        }}
      />
    );
  if (search.do === 'destroy-group') return <DestroyGroupDialog conn={conn} row={row} />;
  if (search.do === 'undo' && search.job !== undefined) return <Undoing conn={conn} jobId={search.job} />;
  if (search.do === 'move') return <MoveDialog conn={conn} stream={row.stream} group={row.group} />;
  if (search.do === 'claim' || search.do === 'acknowledge')
    // A dialog of another kind, or for other entries, begins anew.
    return <Changing key={`${search.do} ${search.payload} ${search.of}`} conn={conn} row={row} kind={search.do} />;
  return null;
}

interface ChangingProps extends GroupDialogsProps {
  readonly kind: 'claim' | 'acknowledge';
}

function Changing({ conn, row, kind }: ChangingProps) {
  const { search } = useDialogAddress();
  const linked = useLinkedPlan(search.set);
  const consumers = useConsumers(conn, row.stream, row.group);
  // The form is filled in once, from the plan of the link and the consumers there are.
  if (linked === 'waiting' || (consumers.isPending && !consumers.isError)) return null;
  const Dialog = kind === 'claim' ? ClaimDialog : AcknowledgeDialog;
  return <Dialog conn={conn} row={row} linked={linked} />;
}
