import { Link } from '@tanstack/react-router';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { JobAnswer } from '@weir/domain/wire/action-answers';
import type { ComponentProps } from 'react';
import { OlderRows } from '../../ui/older-rows.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { DayClock } from './day-clock.tsx';
import { jobBadge, resultText, tookMs } from './job-view.ts';

interface FinishedJobsProps {
  readonly conn: string;
  readonly jobs: readonly JobAnswer[];
  readonly query: ComponentProps<typeof OlderRows>['query'];
}

const HEAD = 'h-8 px-2 text-left text-small font-normal whitespace-nowrap text-text-3 first:pl-4 last:pr-4';
const CELL = 'h-9 px-2 first:pl-4 last:pr-4';

/** Jobs that are over, newest first. */
export function FinishedJobs({ conn, jobs, query }: FinishedJobsProps) {
  const narrow = useNarrow();
  return (
    <>
      {narrow ? <Cards conn={conn} jobs={jobs} /> : <Table conn={conn} jobs={jobs} />}
      <OlderRows query={query}>Older jobs</OlderRows>
    </>
  );
}

type ListProps = Pick<FinishedJobsProps, 'conn' | 'jobs'>;

function Table({ conn, jobs }: ListProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">Finished jobs</caption>
        <thead>
          <tr className="border-b border-line-subtle">
            <th scope="col" className={HEAD}>
              Job
            </th>
            <th scope="col" className={HEAD}>
              Result
            </th>
            <th scope="col" className={`${HEAD} max-md:hidden`}>
              On
            </th>
            <th scope="col" className={HEAD}>
              Who
            </th>
            <th scope="col" className={HEAD}>
              Started
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr
              key={job.jobId}
              data-row=""
              className="relative border-b border-line-subtle last:border-b-0 hover:bg-hover"
            >
              <td className={`${CELL} max-w-80`}>
                <JobLink conn={conn} job={job} />
              </td>
              <td className={`${CELL} max-w-96 truncate ${toneOf(job)}`} title={resultText(job)}>
                {resultText(job)}
              </td>
              <td translate="no" className={`${CELL} name max-w-56 truncate text-text-2 max-md:hidden`}>
                {job.stream}
              </td>
              <td className={`${CELL} text-text-2`}>{job.actor}</td>
              <td className={`${CELL} whitespace-nowrap text-text-2`}>
                <DayClock at={job.startedAt ?? job.createdAt} />
              </td>
              <td className={`${CELL} text-right whitespace-nowrap text-text-2`}>{tookText(job)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ conn, jobs }: ListProps) {
  return (
    <ul aria-label="Finished jobs" className="border-t border-line-subtle">
      {jobs.map((job) => (
        <li key={job.jobId} data-row="" className="relative border-b border-line-subtle px-4 py-3 hover:bg-hover">
          <JobLink conn={conn} job={job} />
          <p className={`text-small break-words ${toneOf(job)}`}>{resultText(job)}</p>
          <p className="flex flex-wrap gap-x-3 text-small text-text-3">
            <span>{job.actor}</span>
            <DayClock at={job.startedAt ?? job.createdAt} />
            <span>{tookText(job)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function JobLink({ conn, job }: { readonly conn: string; readonly job: JobAnswer }) {
  const badge = jobBadge(job);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StatusGlyph shape={badge.shape} />
      <Link
        to="/c/$conn/jobs/$job"
        params={{ conn, job: job.jobId }}
        data-row-link=""
        className="min-w-0 truncate font-strong after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        <span className="sr-only">{`${badge.word}: `}</span>
        {job.title}
      </Link>
    </span>
  );
}

function toneOf(job: JobAnswer): string {
  const { shape } = jobBadge(job);
  if (shape === 'critical') return 'text-crit';
  return shape === 'warning' ? 'text-warn' : 'text-text-2';
}

function tookText(job: JobAnswer): string {
  const took = tookMs(job, job.endedAt ?? 0);
  return took === null ? '—' : formatDuration(took);
}
