import { useDialogAddress } from '../parts/dialog-address.ts';
import { ResultDialog } from '../parts/result-dialog.tsx';
import { useJob } from '../parts/use-job.ts';
import { UndoDialog } from './undo-dialog.tsx';

/** The undo that the address asks for: `do=undo&job=…`. */
export function Undoing({ conn, jobId }: { readonly conn: string; readonly jobId: string }) {
  const { data: job } = useJob(jobId);
  return job === undefined ? null : <UndoDialog key={jobId} conn={conn} job={job} />;
}

/** For pages that have no other changes: the undo, and what came of it. */
export function UndoDialogs({ conn }: { readonly conn: string }) {
  const { search } = useDialogAddress();
  if (search.job === undefined) return null;
  if (search.do === 'undo') return <Undoing conn={conn} jobId={search.job} />;
  return search.do === 'result' ? <ResultDialog conn={conn} jobId={search.job} /> : null;
}
