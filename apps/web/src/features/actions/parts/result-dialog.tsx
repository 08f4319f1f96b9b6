import type { JobDetail } from '@weir/domain/wire/action-answers';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { failureOf } from '../../../app/trpc.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';
import { ClaimLater } from '../claim/claim-later.tsx';
import { idleReceivers } from '../claim/later-view.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { ChangeLinks } from './change-links.tsx';
import { useDialogAddress } from './dialog-address.ts';
import { hasEnded } from './job-view.ts';
import { outcomeHead } from './outcome-view.ts';
import { ProgressBar } from './progress-bar.tsx';
import { SkippedList } from './skipped-list.tsx';
import { showToast } from './toast-store.ts';
import { UndoButton } from '../undo/undo-button.tsx';
import { UndoLinks } from '../undo/undo-links.tsx';
import { useFreshLists } from './use-fresh-lists.ts';
import { useJob } from './use-job.ts';

interface ResultDialogProps {
  readonly conn: string;
  readonly jobId: string;
  /** Opens the claim of what one consumer holds. */
  readonly onClaimFrom?: (consumer: string) => void;
}

/** What came of a change, by its job, so that the address of it can be passed on. */
export function ResultDialog({ conn, jobId, onClaimFrom }: ResultDialogProps) {
  const address = useDialogAddress();
  const query = useJob(jobId);
  const job = query.data;
  const close = () => {
    if (job !== undefined) {
      const { shape, title } = outcomeHead(job);
      showToast({ jobId, conn, shape, title, undo: hasEnded(job) && job.undo.possible });
    }
    address.close();
  };
  useFreshLists(job !== undefined && hasEnded(job));
  const [idle] = job?.later == null ? [] : idleReceivers(job.later);
  return (
    <ChangeDialog
      conn={conn}
      title={<ResultTitle job={job} />}
      subtitle={job === undefined ? 'Reading what came of it.' : resultLine(job)}
      typed={false}
      onClose={close}
      foot={
        <div className="flex flex-wrap items-center justify-end gap-2">
          {job !== undefined && (
            <span className="mr-auto flex flex-wrap">
              <ChangeLinks conn={conn} jobId={jobId} auditId={job.auditId} />
            </span>
          )}
          {job !== undefined && (
            <UndoButton
              job={job}
              size="large"
              onOpen={() => {
                address.swap({ do: 'undo', job: jobId });
              }}
            />
          )}
          {idle !== undefined && onClaimFrom !== undefined && (
            <Button
              size="large"
              onClick={() => {
                onClaimFrom(idle.consumer);
              }}
            >
              Claim {idle.consumer}’s share…
            </Button>
          )}
          <Button size="large" look="primary" data-first-field="" onClick={close}>
            Close
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4 p-5 empty:hidden max-sm:p-4">
        {job === undefined && query.isError && (
          <p role="alert" className="text-text-2">
            {failureOf(query.error).sentence}
          </p>
        )}
        {job === undefined && !query.isError && <Skeleton className="h-16 w-full" />}
        {job !== undefined && <ResultBody job={job} />}
        {job !== undefined && <UndoLinks conn={conn} job={job} />}
      </div>
      {/* Beside the heading: what a status says is no part of the name of the dialog. */}
      <output className="sr-only">{job === undefined ? '' : outcomeHead(job).title}</output>
    </ChangeDialog>
  );
}

function ResultTitle({ job }: { readonly job: JobDetail | undefined }) {
  if (job === undefined) return <>Result</>;
  const { shape, title } = outcomeHead(job);
  return (
    <span className="flex items-start gap-2">
      <StatusGlyph shape={shape} size={18} className={`mt-0.5 ${shape === 'running' ? 'animate-turn' : ''}`} />
      <span className="min-w-0">{title}</span>
    </span>
  );
}

function resultLine(job: JobDetail) {
  const on = job.group === null ? job.stream : `${job.group} on ${job.stream}`;
  const took =
    job.startedAt === null || job.endedAt === null ? '' : `, in ${formatDuration(job.endedAt - job.startedAt)}`;
  return (
    <>
      <span translate="no" className="name break-all">
        {on}
      </span>
      {took}
    </>
  );
}

/** Everything of a result below its heading. */
function ResultBody({ job }: { readonly job: JobDetail }) {
  const { detail } = outcomeHead(job);
  return (
    <>
      {detail !== '' && <p className="text-text-2">{detail}</p>}
      {!hasEnded(job) && <ProgressBar job={job} />}
      <SkippedList skipped={job.skippedSample} total={job.skipped} jobId={job.jobId} />
      <ClaimLater job={job} />
    </>
  );
}
