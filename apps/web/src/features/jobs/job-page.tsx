import { useParams } from '@tanstack/react-router';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { failureOf } from '../../app/trpc.ts';
import { useTitle } from '../../app/use-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { hasEnded } from '../actions/parts/job-view.ts';
import { useJob } from '../actions/parts/use-job.ts';
import { OutcomeDialogs } from '../actions/undo/outcome-dialogs.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { PageSkeleton } from '../stream/stream-page.tsx';
import { JobCharts } from './job-charts.tsx';
import { JobDialogs } from './job-dialogs.tsx';
import { JobHead } from './job-head.tsx';
import { JobLog } from './job-log.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobResults } from './job-results.tsx';
import { StateNote } from './state-note.tsx';
import { StopPanel } from './stop-panel.tsx';

/** /c/:conn/jobs/:job: how far one change is, how it goes, and what it leaves behind. */
export function JobPage() {
  const { conn, job: jobId } = useParams({ from: '/c/$conn/jobs/$job' });
  const query = useJob(jobId);
  useTitle(query.data?.title ?? 'Job');
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <div className="border-b border-line-subtle">
            <PanelTrouble tried="Reading this job" query={query} />
          </div>
        )}
        <JobBody conn={conn} job={query.data} />
      </>
    );
  }
  if (!query.isError) return <PageSkeleton />;
  if (failureOf(query.error).reason === 'not-found')
    return (
      <EmptyState
        title="There is no job of this name."
        action={
          <ButtonLink to="/c/$conn/jobs" params={{ conn }}>
            All jobs
          </ButtonLink>
        }
      >
        Its name is part of this address. Jobs are never removed, so the address may be of another Weir.
      </EmptyState>
    );
  return <PanelTrouble tried="Reading this job" query={query} />;
}

function JobBody({ conn, job }: { readonly conn: string; readonly job: JobDetail }) {
  const ended = hasEnded(job);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <JobHead conn={conn} job={job} />
      <StateNote job={job} />
      <JobProgress job={job} />
      <JobCharts job={job} />
      <div className="grid items-start gap-4 md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <JobLog job={job} />
          {!ended && <JobResults conn={conn} job={job} />}
        </div>
        {ended ? <JobResults conn={conn} job={job} /> : <StopPanel job={job} />}
      </div>
      <JobDialogs conn={conn} job={job} />
      <OutcomeDialogs conn={conn} />
    </div>
  );
}
