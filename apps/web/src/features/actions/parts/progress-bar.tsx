import { formatCount } from '@weir/domain/metrics/format-figures';
import type { JobAnswer } from '@weir/domain/wire/action-answers';
import { shareDone } from './job-view.ts';

/** Counts entries, not percent alone. */
export function ProgressBar({ job }: { readonly job: JobAnswer }) {
  const share = shareDone(job);
  const through = job.done + job.skipped + job.failed;
  const words = `${formatCount(through, 'full')} of ${job.totalExact ? '' : 'about '}${formatCount(job.total, 'full')} entries`;
  return (
    <div>
      {/* A progress element cannot be drawn in the same way by all browsers. */}
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="progressbar"
        aria-label={job.title}
        aria-valuetext={words}
        aria-valuemin={0}
        aria-valuemax={job.total}
        aria-valuenow={Math.min(through, job.total)}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full bg-accent" style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p className="mt-1 text-small text-text-2">{words}</p>
    </div>
  );
}
