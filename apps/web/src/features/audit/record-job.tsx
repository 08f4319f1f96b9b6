import { Link } from '@tanstack/react-router';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { useJob } from '../actions/parts/use-job.ts';
import { UndoButton } from '../actions/undo/undo-button.tsx';
import { OutcomeDialogs } from '../actions/undo/outcome-dialogs.tsx';
import { UndoLinks } from '../actions/undo/undo-links.tsx';

/** From a record to its job, and to taking it back. */
export function RecordJob({ conn, jobId }: { readonly conn: string; readonly jobId: string }) {
  const address = useDialogAddress();
  const { data: job } = useJob(jobId);
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-2 pt-1">
        <Link
          to="/c/$conn/jobs/$job"
          params={{ conn, job: jobId }}
          search={{}}
          className="font-strong text-accent hover:underline"
        >
          Open the job
        </Link>
        {job !== undefined && (
          <UndoButton
            job={job}
            size="small"
            onOpen={() => {
              address.open({ do: 'undo', job: jobId });
            }}
          />
        )}
      </p>
      {job !== undefined && <UndoLinks conn={conn} job={job} />}
      {/* Within the sheet of a phone, so that it lies on top of it. */}
      <OutcomeDialogs conn={conn} />
    </>
  );
}
