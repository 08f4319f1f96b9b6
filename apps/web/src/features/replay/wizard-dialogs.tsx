import { CreateGroupDialog } from '../actions/group/create-group-dialog.tsx';
import { MoveDialog } from '../actions/group/move-dialog.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { ResultDialog } from '../actions/parts/result-dialog.tsx';
import type { ReplayDraft } from './replay-draft.ts';

interface WizardDialogsProps {
  readonly conn: string;
  readonly draft: ReplayDraft;
}

/** The dialogs on top of the wizard, when the address asks for one: what is no copy is done there. */
export function WizardDialogs({ conn, draft }: WizardDialogsProps) {
  const { search } = useDialogAddress();
  const { stream, group } = draft;
  if (search.do === 'result' && search.job !== undefined) return <ResultDialog conn={conn} jobId={search.job} />;
  if (stream === '') return null;
  if (search.do === 'create-group') return <CreateGroupDialog conn={conn} stream={stream} />;
  return search.do === 'move' && group !== null ? <MoveDialog conn={conn} stream={stream} group={group} /> : null;
}
