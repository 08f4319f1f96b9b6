import { useDialogAddress } from '../parts/dialog-address.ts';
import { ResultDialog } from '../parts/result-dialog.tsx';
import { useJob } from '../parts/use-job.ts';
import { UndoDialog } from './undo-dialog.tsx';

interface OutcomeDialogsProps {
  readonly conn: string;
  /** Opens the claim of what one consumer holds. */
  readonly onClaimFrom?: (consumer: string) => void;
}

/**
 * What came of a change (`do=result`) and taking it back (`do=undo`), by the job in the address. They know nothing of what
 * is on the page, so that they stay while a group or a stream goes and comes back.
 */
export function OutcomeDialogs({ conn, onClaimFrom }: OutcomeDialogsProps) {
  const { search } = useDialogAddress();
  if (search.job === undefined) return null;
  if (search.do === 'undo') return <Undoing conn={conn} jobId={search.job} />;
  if (search.do !== 'result') return null;
  return <ResultDialog conn={conn} jobId={search.job} {...(onClaimFrom === undefined ? {} : { onClaimFrom })} />;
}

function Undoing({ conn, jobId }: { readonly conn: string; readonly jobId: string }) {
  const { data: job } = useJob(jobId);
  return job === undefined ? null : <UndoDialog key={jobId} conn={conn} job={job} />;
}
