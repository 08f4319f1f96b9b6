import { Pause, Play } from 'lucide-react';
import type { JobAnswer } from '@weir/domain/wire/action-answers';
import { failureOf } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { mayDo } from './job-view.ts';
import { useChangeJob } from './use-jobs.ts';
import { useJobLock } from './use-job-lock.ts';

/** The one of the two that fits the job's state. */
export function PauseOrResume({ job }: { readonly job: JobAnswer }) {
  const change = useChangeJob();
  const locked = useJobLock();
  const { pause, resume } = mayDo(job);
  if (!pause && !resume) return null;
  const does = pause ? 'pause' : 'resume';
  const word = pause ? 'Pause' : 'Resume';
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        disabled={locked !== '' || change.isPending}
        data-tip={locked === '' ? `${word} ${job.title}` : locked}
        aria-label={locked === '' ? `${word} ${job.title}` : `${word}: ${locked}`}
        onClick={() => {
          change.mutate({ does, jobId: job.jobId });
        }}
      >
        {pause ? <Pause aria-hidden size={13} strokeWidth={1.75} /> : <Play aria-hidden size={13} strokeWidth={1.75} />}
        {word}
      </Button>
      {change.isError && (
        <span role="alert" className="text-small text-crit">
          {failureOf(change.error).sentence}
        </span>
      )}
    </span>
  );
}
