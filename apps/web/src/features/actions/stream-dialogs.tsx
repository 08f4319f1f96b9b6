import type { StreamRow } from '@weir/domain/wire/stream-row';
import { CreateGroupDialog } from './group/create-group-dialog.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';
import { ResultDialog } from './parts/result-dialog.tsx';
import { useLinkedPlan } from './parts/use-linked-plan.ts';
import { Undoing } from './undo/undo-dialogs.tsx';
import { TrimDialog } from './trim/trim-dialog.tsx';

interface StreamDialogsProps {
  readonly conn: string;
  readonly row: StreamRow;
}

/** The dialog of a stream's page that the address asks for. */
export function StreamDialogs({ conn, row }: StreamDialogsProps) {
  const { search } = useDialogAddress();
  if (search.do === 'result' && search.job !== undefined) return <ResultDialog conn={conn} jobId={search.job} />;
  if (search.do === 'create-group') return <CreateGroupDialog conn={conn} stream={row.stream} />;
  if (search.do === 'undo' && search.job !== undefined) return <Undoing conn={conn} jobId={search.job} />;
  return search.do === 'trim' ? <Trimming conn={conn} row={row} /> : null;
}

function Trimming({ conn, row }: StreamDialogsProps) {
  const { search } = useDialogAddress();
  const linked = useLinkedPlan(search.set);
  return linked === 'waiting' ? null : <TrimDialog conn={conn} row={row} linked={linked} />;
}
