import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { useTitle } from '../../app/use-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hasEnded } from '../actions/parts/job-view.ts';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { FinishedJobs } from './finished-jobs.tsx';
import { unfinishedInOrder, unfinishedWords } from './job-view.ts';
import { matchesResult, parseResult, RESULTS } from './result-filter.ts';
import { UnfinishedRow } from './unfinished-row.tsx';
import { useAllJobs, useUnfinishedJobs } from './use-jobs.ts';

/** /c/:conn/jobs: what runs, what waits and why, what is over. */
export function JobsPage() {
  useTitle('Jobs');
  const { conn } = useParams({ from: '/c/$conn/jobs' });
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div className="flex flex-wrap items-start gap-3">
        <div>
          <h1 className="text-title">Jobs</h1>
          <p className="mt-1 text-text-2">Long changes run here. They survive a restart and can be paused.</p>
        </div>
        <ButtonLink to="/c/$conn/jobs/new/replay" params={{ conn }} className="ml-auto">
          <RotateCw aria-hidden size={14} strokeWidth={1.75} />
          New replay…
        </ButtonLink>
      </div>
      <Unfinished conn={conn} />
      <Finished conn={conn} />
    </div>
  );
}

function Unfinished({ conn }: { readonly conn: string }) {
  const query = useUnfinishedJobs(conn);
  const jobs = unfinishedInOrder(query.data?.items ?? []);
  return (
    <Panel flush title="Running" note={unfinishedWords(jobs)}>
      {query.data === undefined && query.isError ? (
        <PanelTrouble tried="Reading the jobs" query={query} />
      ) : query.data === undefined ? (
        <div className="px-4 pb-4">
          <Skeleton className="h-9 w-full" />
        </div>
      ) : jobs.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">Nothing is running, and nothing waits.</p>
      ) : (
        <ul aria-label="Unfinished jobs" className="border-t border-line-subtle">
          {jobs.map((job) => (
            <UnfinishedRow key={job.jobId} conn={conn} job={job} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Finished({ conn }: { readonly conn: string }) {
  const search = useSearch({ from: '/c/$conn/jobs' });
  const navigate = useNavigate({ from: '/c/$conn/jobs' });
  const result = parseResult(search.result);
  const query = useAllJobs(conn);
  const ended = query.data?.pages.flatMap(({ items }) => items).filter((job) => hasEnded(job));
  const shown = ended?.filter((job) => matchesResult(job, result));
  const clear = (value: string) => {
    void navigate({ search: { result: value === 'any' ? '' : value }, replace: true });
  };
  return (
    <Panel
      flush
      title="Finished"
      aside={<SelectField label="Result" value={result} options={RESULTS} onChange={clear} />}
    >
      {shown === undefined ? (
        <PanelWait tried="Reading the finished jobs" query={query} lines={1} line="h-24" />
      ) : shown.length === 0 ? (
        <EmptyState
          title={
            ended?.length === 0
              ? 'No job has ended here yet.'
              : `No finished job matches. ${ended?.length} without the filter.`
          }
        >
          {ended?.length === 0
            ? 'A claim, an acknowledge, a trim or a replay becomes a job. Start one from a group or a stream, or plan a replay.'
            : undefined}
        </EmptyState>
      ) : (
        <FinishedJobs conn={conn} jobs={shown} query={query} />
      )}
    </Panel>
  );
}
