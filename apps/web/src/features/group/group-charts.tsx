import { formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useMemo } from 'react';
import { eventMarkers } from '../../charts/chart-events.ts';
import { chartRange } from '../../charts/chart-range.ts';
import { SpanChoice, useChartWindow } from '../../charts/span-choice.tsx';
import { TimeChart } from '../../charts/time-chart.tsx';
import { useSeries } from '../../charts/use-series.ts';
import { useEvents } from '../../live/use-live.ts';
import { Panel } from '../../ui/panel.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { rangeFinding, rateTick, throughputFinding, wholeCount } from '../stream/stream-charts-view.ts';
import { pendingSeries, ratesSeries, unreadSeries } from './group-charts-view.ts';

const METRICS = ['pending', 'unread', 'inPerSecond', 'outPerSecond'] as const;
const IN_AND_OUT = { upper: 'in', lower: 'out' } as const;

/** Pending, unread and throughput over the same time. */
export function GroupCharts({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  const { stream, group } = row;
  const window = useChartWindow();
  const { answers, to, query } = useSeries({ connection: conn, stream, group }, METRICS, window);
  const events = useEvents();
  const markers = useMemo(() => eventMarkers(events, stream, group), [events, stream, group]);
  const drawn = useMemo(
    () =>
      answers === undefined
        ? undefined
        : { pending: pendingSeries(answers, row), unread: unreadSeries(answers, row), rates: ratesSeries(answers) },
    [answers, row],
  );
  if (query.isError && drawn === undefined)
    return (
      <Panel flush title="Charts">
        <PanelTrouble tried="Reading the history" query={query} />
      </Panel>
    );
  const range = { ...chartRange(answers ?? [], to, window), syncId: `group ${stream} ${group}`, markers };
  return (
    <div className="grid gap-x-4 gap-y-2 max-md:gap-y-4 md:grid-cols-3">
      <SpanChoice to={to} />
      <TimeChart
        {...range}
        title="Pending"
        unit="entries"
        series={drawn?.pending}
        finding={rangeFinding(drawn?.pending[0], wholeCount)}
        formatValue={wholeCount}
        formatTick={formatCount}
      />
      <TimeChart
        {...range}
        title="Unread"
        unit="entries"
        series={drawn?.unread}
        finding={rangeFinding(drawn?.unread[0], wholeCount)}
        formatValue={wholeCount}
        formatTick={formatCount}
      />
      <TimeChart
        {...range}
        title="Throughput"
        series={drawn?.rates}
        divergence={IN_AND_OUT}
        fromZero={false}
        finding={throughputFinding(drawn?.rates ?? [])}
        formatValue={formatRate}
        formatTick={rateTick}
      />
    </div>
  );
}
