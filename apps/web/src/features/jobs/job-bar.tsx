import type { JobAnswer } from '@weir/domain/wire/action-answers';
import { percentText, shareOf } from './job-view.ts';

interface JobBarProps {
  readonly job: JobAnswer;
  readonly thick?: boolean;
}

/** How much of a job is done; striped while the whole is not known. */
export function JobBar({ job, thick = false }: JobBarProps) {
  const share = shareOf(job);
  const moving = job.state === 'running' || job.state === 'done';
  return (
    <div
      // The browser's own element cannot be drawn in the theme's colours.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={`Progress of ${job.title}`}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null
        ? {}
        : { 'aria-valuenow': Math.floor(share * 100), 'aria-valuetext': percentText(share, job.state === 'done') })}
      className={`w-full overflow-hidden rounded-full bg-line ${thick ? 'h-2' : 'h-1.5'}`}
    >
      <div
        className={`h-full rounded-full ${moving ? 'bg-accent' : 'bg-text-3'}`}
        style={{ width: `${(share ?? 0) * 100}%` }}
      />
    </div>
  );
}
