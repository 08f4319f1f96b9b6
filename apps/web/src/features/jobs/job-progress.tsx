import { formatBytes, formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import type { ReactNode } from 'react';
import { hasEnded } from '../actions/parts/job-view.ts';
import { Panel } from '../../ui/panel.tsx';
import { DayClock } from './day-clock.tsx';
import { JobBar } from './job-bar.tsx';
import { paceText, percentText, progressText, shareOf, tookMs } from './job-view.ts';
import { useServerNow } from './use-server-now.ts';

/** How much is done, and the figures below it. */
export function JobProgress({ job }: { readonly job: JobDetail }) {
  const now = useServerNow();
  const share = shareOf(job);
  const took = tookMs(job, now);
  const ended = hasEnded(job);
  return (
    <Panel flush>
      <div className="px-4 pt-4 pb-3">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          {share !== null && (
            <span className="text-display">
              {percentText(share, job.state === 'done' && job.outcome !== 'refused')}
            </span>
          )}
          <span className="text-text-2">{progressText(job)}</span>
          <span className="ml-auto text-text-2">
            {ended ? (
              <>
                ended at <DayClock at={job.endedAt ?? job.createdAt} />
              </>
            ) : (
              <Left job={job} now={now} />
            )}
          </span>
        </p>
        <div className="pt-2">
          <JobBar job={job} thick />
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-b-panel border-t border-line-subtle bg-line-subtle sm:grid-cols-3 lg:grid-cols-6">
        <Fact label={job.rateLimit === null ? 'Rate, gently' : `Rate, limit ${formatRate(job.rateLimit)}`}>
          {job.rate === null ? '—' : formatRate(job.rate)}
        </Fact>
        <Fact label={ended ? 'Took' : 'Running for'}>{took === null ? '—' : formatDuration(took, 'exact')}</Fact>
        <Fact label="Looked at">{formatCount(job.looked, 'full')}</Fact>
        <Fact label="Skipped">{formatCount(job.skipped, 'full')}</Fact>
        <Fact label="Unsure">{formatCount(job.failed, 'full')}</Fact>
        {job.targetUnread.length > 0 ? (
          <Unread job={job} />
        ) : (
          <Fact label={job.kind === 'replay' ? 'Copied, without overhead' : 'Bytes'}>
            {job.kind === 'replay' ? formatBytes(job.bytes) : '—'}
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Left({ job, now }: { readonly job: JobDetail; readonly now: number }) {
  if (job.state !== 'running' || job.etaMs === null) return paceText(job);
  return (
    <>
      <b className="font-semibold text-text">{formatDuration(job.etaMs)} left</b>, done at{' '}
      <DayClock at={now + job.etaMs} />
    </>
  );
}

/** Of the reader of the target that has most before it. */
function Unread({ job }: { readonly job: JobDetail }) {
  const newest = job.targetUnread.map(({ group, points }) => ({ group, unread: points.at(-1)?.[1] ?? null }));
  const most = newest.reduce((a, b) => ((b.unread ?? -1) > (a.unread ?? -1) ? b : a));
  return (
    <Fact label={`${most.group} unread`}>{most.unread === null ? 'unknown' : formatCount(most.unread, 'full')}</Fact>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="bg-panel px-4 py-2.5">
      <dt className="truncate text-small text-text-2">{label}</dt>
      <dd className="text-heading">{children}</dd>
    </div>
  );
}
