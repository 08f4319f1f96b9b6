import { ChartLine, Table2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { useZone } from '../app/preferences.ts';
import { clockText, momentText, offsetMinutes } from '../format/moment.ts';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { chartCsv } from './chart-csv.ts';
import { ChartTable } from './chart-table.tsx';
import { SeriesKey } from './chart-tooltip.tsx';
import { chartView, type ChartView } from './chart-view.ts';
import { gapWords, showsDays, startWords, tickClock } from './chart-words.ts';
import { useMeasuredWidth } from './measured-width.ts';
import type { ChartBand, ChartMarker, ChartSeries, ChartThreshold, Divergence } from './series.ts';

// Recharts is as large as the rest of the application; pages without charts never load it.
const TimePlot = lazy(async () => ({ default: (await import('./time-plot.tsx')).TimePlot }));

export interface TimeChartProps {
  /** Says what is drawn; the unit stands beside it. */
  readonly title: string;
  readonly unit?: string;
  /** Undefined while the first answer is on its way. */
  readonly series: readonly ChartSeries[] | undefined;
  readonly from: number;
  readonly to: number;
  /** Where the range would begin had Weir watched for all of it. */
  readonly asked: number;
  /** Charts with the same id share one crosshair. */
  readonly syncId: string;
  readonly fromZero?: boolean;
  readonly divergence?: Divergence | undefined;
  readonly markers?: readonly ChartMarker[];
  readonly thresholds?: readonly ChartThreshold[];
  readonly bands?: readonly ChartBand[];
  /** What the chart shows, in a sentence: its accessible name. */
  readonly finding: string;
  readonly formatValue: (value: number) => string;
  /** For the axis; `formatValue` if left out. */
  readonly formatTick?: (value: number) => string;
  readonly height?: number;
}

const NONE: readonly never[] = [];

export function TimeChart(props: TimeChartProps) {
  const { title, unit, series, from, to, height = 132 } = props;
  const [asTable, setAsTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const width = useMeasuredWidth(frame);
  const { fromZero = true, divergence, markers = NONE, thresholds = NONE, formatTick = props.formatValue } = props;
  const view = useMemo(
    () =>
      series === undefined
        ? undefined
        : chartView({ series, from, to, fromZero, divergence, markers, thresholds, formatTick }, width),
    [series, from, to, fromZero, divergence, markers, thresholds, formatTick, width],
  );
  return (
    <Panel className="min-w-0">
      <header className="flex min-h-7 flex-wrap items-center gap-x-2 pb-1">
        <h2 className="text-body font-semibold">{title}</h2>
        {unit !== undefined && <span className="truncate text-small text-text-3">{unit}</span>}
        <span className="ml-auto flex min-w-0 items-center gap-2">
          <Legend series={series} />
          {asTable && view !== undefined && (
            <CopyButton text={chartCsv(series ?? NONE, view.rows)} label={`Copy ${title} as CSV`} />
          )}
          <IconButton
            label={asTable ? 'Show as chart' : 'Show as table'}
            onClick={() => {
              setAsTable(!asTable);
            }}
            className="-mr-1 size-6"
          >
            {asTable ? <ChartLine size={13} strokeWidth={1.75} /> : <Table2 size={13} strokeWidth={1.75} />}
          </IconButton>
        </span>
      </header>
      <div ref={frame} className="drains" style={{ minHeight: height }}>
        {view === undefined ? (
          <Skeleton className="h-28 w-full" />
        ) : (
          <Drawing {...props} series={series ?? NONE} view={view} width={width} height={height} asTable={asTable} />
        )}
      </div>
    </Panel>
  );
}

type DrawingProps = Omit<TimeChartProps, 'series'> & {
  readonly series: readonly ChartSeries[];
  readonly view: ChartView;
  readonly width: number;
  readonly height: number;
  readonly asTable: boolean;
};

function Drawing(props: DrawingProps) {
  const { view, series, from, to, asked, width, height, formatValue } = props;
  const zone = useZone();
  const offset = offsetMinutes(to, zone);
  if (view.startsAt === null)
    return <p className="py-8 text-text-2">No readings yet. The first ones come with the next poll.</p>;
  if (props.asTable)
    return (
      <ChartTable
        title={props.title}
        series={series}
        rows={view.rows}
        height={height}
        formatValue={formatValue}
        formatClock={(at) => clockText(at, zone)}
      />
    );
  const note = [
    startWords(from > asked ? from : view.startsAt, asked, to - asked, offset),
    gapWords(view.gaps, offset),
  ];
  return (
    <>
      <Suspense fallback={<Skeleton className="h-28 w-full" />}>
        {width > 0 && (
          <TimePlot
            view={view}
            series={series}
            thresholds={props.thresholds ?? NONE}
            bands={props.bands ?? NONE}
            from={from}
            to={to}
            width={width}
            height={height}
            syncId={props.syncId}
            label={`${props.title}. ${props.finding}`}
            formatValue={formatValue}
            formatTick={props.formatTick ?? formatValue}
            formatTime={(at) => tickClock(at, to - from, offset)}
            formatInstant={(at) =>
              `${showsDays(to - from) ? momentText(at, to, zone) : clockText(at, zone)}, ${formatDuration(Math.max(0, to - at))} ago`
            }
          />
        )}
      </Suspense>
      <p className="text-micro text-text-3">{note.filter(Boolean).join(' ')}</p>
    </>
  );
}

/** The newest figure of each series; the names only where there are several. */
function Legend({ series }: { readonly series: readonly ChartSeries[] | undefined }) {
  const named = (series?.length ?? 0) > 1;
  return (
    <span className="drains flex min-w-0 items-center gap-3 text-small text-text-2">
      {series?.map((one) => (
        <span
          key={one.key}
          className={`inline-flex items-center gap-1.5 ${one.name.length > 8 ? 'min-w-0' : 'shrink-0'}`}
        >
          {named && <SeriesKey series={one} />}
          {named && <span className={one.name.length > 8 ? 'min-w-8 truncate' : 'shrink-0'}>{one.name}</span>}
          <span className="font-strong whitespace-nowrap text-text">{one.current}</span>
        </span>
      ))}
    </span>
  );
}
