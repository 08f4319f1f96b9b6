import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { ResultDialog } from '../actions/parts/result-dialog.tsx';
import type { ReplayDraft } from './replay-draft.ts';
import { MoveDialog } from './move-dialog.tsx';

interface MoveFromWizardProps {
  readonly conn: string;
  readonly draft: ReplayDraft;
}

/** The dialogs on top of the wizard, when the address asks for one. */
export function MoveFromWizard({ conn, draft }: MoveFromWizardProps) {
  const { search } = useDialogAddress();
  if (search.do === 'result' && search.job !== undefined) return <ResultDialog conn={conn} jobId={search.job} />;
  if (search.do !== 'move' || draft.stream === '' || draft.group === null) return null;
  return <MoveDialog conn={conn} stream={draft.stream} group={draft.group} />;
}
