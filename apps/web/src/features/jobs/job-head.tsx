import { actorInWords } from '@weir/domain/policies/policy';
import { Link } from '@tanstack/react-router';
import { Gauge, Square } from 'lucide-react';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { UndoButton } from '../actions/undo/undo-button.tsx';
import { UndoLinks } from '../actions/undo/undo-links.tsx';
import { DayClock } from './day-clock.tsx';
import { PauseOrResume } from './job-buttons.tsx';
import { jobBadge, mayDo } from './job-view.ts';
import { useJobLock } from './use-job-lock.ts';

/** What the job is, on what, by whom and why; pause, rate and cancel at the right. */
export function JobHead({ conn, job }: { readonly conn: string; readonly job: JobDetail }) {
  const address = useDialogAddress();
  const badge = jobBadge(job);
  const { stop } = mayDo(job);
  const locked = useJobLock();
  return (
    <header className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-80">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h1 className="min-w-0 text-title break-words">{job.title}</h1>
          <Badge shape={badge.shape}>{badge.word}</Badge>
          <CopyButton main text={job.jobId} label="Copy the job's name" />
        </div>
        <p className="mt-1 text-small break-words text-text-2">
          On{' '}
          <Link
            to="/c/$conn/s/$stream"
            params={{ conn, stream: job.stream }}
            translate="no"
            className="name text-accent hover:underline"
          >
            {job.stream}
          </Link>
          {job.group !== null && (
            <>
              , group{' '}
              <Link
                to="/c/$conn/s/$stream/g/$group"
                params={{ conn, stream: job.stream, group: job.group }}
                translate="no"
                className="name text-accent hover:underline"
              >
                {job.group}
              </Link>
            </>
          )}
          {job.target !== null && (
            <>
              , to{' '}
              <Link
                to="/c/$conn/s/$stream"
                params={{ conn, stream: job.target }}
                translate="no"
                className="name text-accent hover:underline"
              >
                {job.target}
              </Link>
            </>
          )}
          . Started by{' '}
          <span translate="no" className="font-strong text-text">
            {actorInWords(job.actor)}
          </span>{' '}
          at <DayClock at={job.startedAt ?? job.createdAt} />
          {job.reason === '' ? '.' : `: ${job.reason}`}
        </p>
        <UndoLinks conn={conn} job={job} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <PauseOrResume job={job} />
        {stop && locked === '' && (
          <>
            {job.kind === 'replay' && (
              <ButtonLink to="/c/$conn/jobs/$job" params={{ conn, job: job.jobId }} search={{ do: 'rate' }}>
                <Gauge aria-hidden size={13} strokeWidth={1.75} />
                Change rate…
              </ButtonLink>
            )}
            <ButtonLink
              to="/c/$conn/jobs/$job"
              params={{ conn, job: job.jobId }}
              search={{ do: 'cancel' }}
              className="text-crit!"
            >
              <Square aria-hidden size={13} strokeWidth={1.75} />
              Cancel…
            </ButtonLink>
          </>
        )}
        {stop && locked !== '' && (
          <Button disabled data-tip={locked} aria-label={`Cancel: ${locked}`}>
            Cancel…
          </Button>
        )}
        <UndoButton
          job={job}
          onOpen={() => {
            address.open({ do: 'undo', job: job.jobId });
          }}
        />
        <ButtonLink to="/c/$conn/audit/$record" params={{ conn, record: job.auditId }}>
          Audit record
        </ButtonLink>
      </div>
    </header>
  );
}
