import type { GroupRow } from '@weir/domain/wire/group-row';
import { GroupSnoozeDialog } from '../alerts/group-snooze.tsx';
import { useConsumers } from '../consumers/use-consumers.ts';
import { AcknowledgeDialog } from './acknowledge/acknowledge-dialog.tsx';
import { ClaimDialog } from './claim/claim-dialog.tsx';
import { CreateConsumerDialog } from './consumer/create-consumer-dialog.tsx';
import { RemoveConsumerDialog } from './consumer/remove-consumer-dialog.tsx';
import { DeadLetterDialog } from './dead-letter/dead-letter-dialog.tsx';
import { DestroyGroupDialog } from './group/destroy-group-dialog.tsx';
import { MoveDialog } from './group/move-dialog.tsx';
import { useDialogAddress } from './parts/dialog-address.ts';
import { useLinkedPlan } from './parts/use-linked-plan.ts';

interface GroupDialogsProps {
  readonly conn: string;
  readonly row: GroupRow;
}

/** The dialog of a group's page that the address asks for; what came of it is OutcomeDialogs. */
export function GroupDialogs({ conn, row }: GroupDialogsProps) {
  const { search, close } = useDialogAddress();
  if (search.do === 'snooze' || search.do === 'wake')
    return <GroupSnoozeDialog conn={conn} stream={row.stream} group={row.group} wanted={search.do} onClose={close} />;
  if (search.do === 'create-consumer') return <CreateConsumerDialog conn={conn} row={row} />;
  if (search.do === 'remove-consumer') return <Removing key={`${search.name} ${search.of}`} conn={conn} row={row} />;
  if (search.do === 'destroy-group') return <DestroyGroupDialog conn={conn} row={row} />;
  if (search.do === 'move') return <MoveDialog conn={conn} stream={row.stream} group={row.group} />;
  if (search.do === 'claim' || search.do === 'acknowledge' || search.do === 'dead-letter')
    // A dialog of another kind, or for other entries, begins anew.
    return <Changing key={`${search.do} ${search.payload} ${search.of}`} conn={conn} row={row} kind={search.do} />;
  return null;
}

function Removing({ conn, row }: GroupDialogsProps) {
  const { data } = useConsumers(conn, row.stream, row.group);
  return data === undefined ? null : <RemoveConsumerDialog conn={conn} row={row} answer={data} />;
}
const DIALOGS = { claim: ClaimDialog, acknowledge: AcknowledgeDialog, 'dead-letter': DeadLetterDialog } as const;

interface ChangingProps extends GroupDialogsProps {
  readonly kind: keyof typeof DIALOGS;
}

function Changing({ conn, row, kind }: ChangingProps) {
  const { search } = useDialogAddress();
  const linked = useLinkedPlan(search.set);
  const consumers = useConsumers(conn, row.stream, row.group);
  // The form is filled in once, from the plan of the link and the consumers there are.
  if (linked === 'waiting' || (consumers.isPending && !consumers.isError)) return null;
  const Dialog = DIALOGS[kind];
  return <Dialog conn={conn} row={row} linked={linked} />;
}
