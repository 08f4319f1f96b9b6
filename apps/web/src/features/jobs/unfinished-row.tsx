import { Link } from '@tanstack/react-router';
import type { JobAnswer } from '@weir/domain/wire/action-answers';
import { Clock } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { JobBar } from './job-bar.tsx';
import { jobBadge, paceText, progressText } from './job-view.ts';
import { PauseOrResume } from './job-buttons.tsx';

/** One job that is not over: what it is, how far it is, who began it, pause or resume. */
export function UnfinishedRow({ conn, job }: { readonly conn: string; readonly job: JobAnswer }) {
  const badge = jobBadge(job);
  return (
    <li
      data-row=""
      className="relative grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 border-b border-line-subtle px-4 py-3 last:border-b-0 hover:bg-hover md:grid-cols-[auto_minmax(0,5fr)_minmax(0,4fr)_minmax(0,9rem)_6.5rem]"
    >
      <StatusGlyph shape={badge.shape} size={16} className={badge.shape === 'running' ? 'animate-turn' : ''} />
      <div className="min-w-0">
        <Link
          to="/c/$conn/jobs/$job"
          params={{ conn, job: job.jobId }}
          data-row-link=""
          className="font-semibold break-words after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="sr-only">{`${badge.word}: `}</span>
          {job.title}
        </Link>
        <p className="text-small break-words text-text-2">
          {job.because === '' ? (
            <>
              {badge.word}, on{' '}
              <span translate="no" className="name">
                {job.stream}
              </span>
            </>
          ) : (
            `${badge.word}: ${job.because}`
          )}
        </p>
      </div>
      <div className="max-md:col-span-2">
        <p className="flex flex-wrap justify-between gap-x-4 pb-1 text-small">
          <span>{progressText(job)}</span>
          <span className="text-text-2">{paceText(job)}</span>
        </p>
        <JobBar job={job} />
      </div>
      <p className="text-small text-text-2 max-md:col-start-1 max-md:col-end-3">
        <span translate="no">{job.actor}</span>, <Clock at={job.startedAt ?? job.createdAt} />
      </p>
      <div className="relative z-[1] justify-self-end max-md:col-span-2 max-md:justify-self-start">
        <PauseOrResume job={job} />
      </div>
    </li>
  );
}
