import type { StreamRow } from '@weir/domain/wire/stream-row';
import { AddEntryDialog } from './entries/add-entry-dialog.tsx';
import { DeleteEntriesDialog } from './entries/delete-entries-dialog.tsx';
import { CreateGroupDialog } from './group/create-group-dialog.tsx';
import { DeleteStreamDialog } from './stream/delete-stream-dialog.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';
import { useLinkedPlan } from './parts/use-linked-plan.ts';
import { RestoreDialog } from './restore/restore-dialog.tsx';
import { TrimDialog } from './trim/trim-dialog.tsx';

interface StreamDialogsProps {
  readonly conn: string;
  readonly row: StreamRow;
}

/** The dialog of a stream's page that the address asks for; what came of it is OutcomeDialogs. */
export function StreamDialogs({ conn, row }: StreamDialogsProps) {
  const { search } = useDialogAddress();
  if (search.do === 'delete-stream') return <DeleteStreamDialog conn={conn} row={row} />;
  if (search.do === 'create-group') return <CreateGroupDialog conn={conn} stream={row.stream} />;
  if (search.do === 'add-entry') return <AddEntryDialog conn={conn} stream={row.stream} />;
  if (search.do === 'delete-entries') return <DeleteEntriesDialog conn={conn} stream={row.stream} />;
  if (search.do === 'restore' && search.name !== undefined)
    return <Restoring conn={conn} stream={row.stream} archive={search.name} />;
  return search.do === 'trim' ? <Trimming conn={conn} row={row} /> : null;
}

function Trimming({ conn, row }: StreamDialogsProps) {
  const { search } = useDialogAddress();
  const linked = useLinkedPlan(search.set);
  return linked === 'waiting' ? null : <TrimDialog conn={conn} row={row} linked={linked} />;
}

interface RestoringProps {
  readonly conn: string;
  readonly stream: string;
  readonly archive: string;
}

function Restoring(props: RestoringProps) {
  const { search } = useDialogAddress();
  const linked = useLinkedPlan(search.set);
  return linked === 'waiting' ? null : <RestoreDialog {...props} linked={linked} />;
}
