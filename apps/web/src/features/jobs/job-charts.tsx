import { formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { useMemo } from 'react';
import { perSecondText } from '../../format/amount.ts';
import { TimeChart } from '../../charts/time-chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { jobChartsView } from './job-charts-view.ts';

/** How fast it goes, and whether those who read the target keep up. A job that was over at once has neither. */
export function JobCharts({ job }: { readonly job: JobDetail }) {
  const view = useMemo(() => jobChartsView(job), [job]);
  if (view === null) return null;
  const stretch = { from: view.from, to: view.to, asked: view.from, syncId: 'job' };
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TimeChart
        {...stretch}
        title={job.kind === 'replay' ? 'Copied' : 'Done'}
        unit="entries/s"
        series={view.speed}
        finding={view.speedFinding}
        formatValue={formatRate}
        formatTick={perSecondText}
      />
      {view.unread.length > 0 ? (
        <TimeChart
          {...stretch}
          title="Does the target keep up?"
          unit={view.unread.length === 1 ? `${view.unread[0]?.name ?? ''} unread` : 'unread of its groups'}
          series={view.unread}
          thresholds={view.limits}
          finding={view.unreadFinding}
          formatValue={(value) => formatCount(value)}
        />
      ) : (
        job.target !== null && (
          <Panel title="Does the target keep up?">
            <p className="text-text-2">
              Nobody reads{' '}
              <span translate="no" className="name">
                {job.target}
              </span>{' '}
              through a group, so nothing can fall behind.
            </p>
          </Panel>
        )
      )}
    </div>
  );
}
