import { formatBytes, formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useMemo } from 'react';
import { streamMarkers } from '../../charts/chart-events.ts';
import { chartRange, type ChartRange } from '../../charts/chart-range.ts';
import type { ChartSeries } from '../../charts/series.ts';
import { SpanChoice, useChartWindow } from '../../charts/span-choice.tsx';
import { TimeChart } from '../../charts/time-chart.tsx';
import { useSeries } from '../../charts/use-series.ts';
import { useEvents } from '../../live/use-live.ts';
import { Panel } from '../../ui/panel.tsx';
import { PanelTrouble } from './panel-trouble.tsx';
import {
  lengthSeries,
  memorySeries,
  rangeFinding,
  rateTick,
  throughputFinding,
  throughputSeries,
  wholeCount,
} from './stream-charts-view.ts';
import { bytesPerEntry } from './stream-view.ts';

interface StreamChartsProps {
  readonly conn: string;
  readonly row: StreamRow;
  /** The group in most trouble; its out is drawn against in. */
  readonly worst: GroupRow | undefined;
}

const STREAM_METRICS = ['inPerSecond', 'length', 'memoryBytes'] as const;
const GROUP_METRICS = ['outPerSecond'] as const;
const IN_AND_OUT = { upper: 'in', lower: 'out' } as const;

/** Throughput, length and memory over the same time. */
export function StreamCharts({ conn, row, worst }: StreamChartsProps) {
  const { stream } = row;
  const window = useChartWindow();
  const own = useSeries({ connection: conn, stream }, STREAM_METRICS, window);
  const ofGroup = useSeries(
    { connection: conn, stream, group: worst?.group },
    GROUP_METRICS,
    window,
    worst !== undefined,
  );
  const drawn = useMemo(() => {
    if (own.answers === undefined) return undefined;
    return {
      throughput: throughputSeries(own.answers, ofGroup.answers, worst),
      length: lengthSeries(own.answers, row),
      memory: memorySeries(own.answers, row),
    };
  }, [own.answers, ofGroup.answers, worst, row]);
  if (own.query.isError && drawn === undefined)
    return (
      <Panel flush title="Charts">
        <PanelTrouble tried="Reading the history" query={own.query} />
      </Panel>
    );
  return <Charts row={row} drawn={drawn} range={chartRange(own.answers ?? [], own.to, window)} />;
}

interface ChartsProps {
  readonly row: StreamRow;
  readonly drawn: Readonly<Record<'throughput' | 'length' | 'memory', readonly ChartSeries[]>> | undefined;
  readonly range: ChartRange;
}

function Charts({ row, drawn, range }: ChartsProps) {
  const { stream } = row;
  const events = useEvents();
  const { size, flow } = useMemo(() => streamMarkers(events, stream), [events, stream]);
  const together = { ...range, syncId: `stream ${stream}` };
  const each = bytesPerEntry(row);
  return (
    <div className="grid gap-x-4 gap-y-2 max-md:gap-y-4 md:grid-cols-3">
      <SpanChoice to={range.to} />
      <TimeChart
        {...together}
        title="Throughput"
        series={drawn?.throughput}
        divergence={IN_AND_OUT}
        fromZero={false}
        markers={flow}
        finding={throughputFinding(drawn?.throughput ?? [])}
        formatValue={formatRate}
        formatTick={rateTick}
      />
      <TimeChart
        {...together}
        title="Length"
        unit="entries"
        series={drawn?.length}
        fromZero={false}
        markers={size}
        finding={rangeFinding(drawn?.length[0], wholeCount)}
        formatValue={wholeCount}
        formatTick={formatCount}
      />
      <TimeChart
        {...together}
        title="Memory"
        unit={each === null ? 'about' : `about ${formatBytes(each)} per entry`}
        series={drawn?.memory}
        fromZero={false}
        markers={size}
        finding={rangeFinding(drawn?.memory[0], formatBytes)}
        formatValue={formatBytes}
      />
    </div>
  );
}
