import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type MouseHandlerDataParam,
} from 'recharts';
import { TimeTick, ValueTick } from './axis-tick.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import type { ChartRow } from './chart-rows.ts';
import { type ChartView, RIGHT_PX } from './chart-view.ts';
import { MarkerFlag } from './marker-flag.tsx';
import type { ChartBand, ChartSeries, ChartThreshold } from './series.ts';

export interface TimePlotProps {
  readonly view: ChartView;
  readonly series: readonly ChartSeries[];
  readonly thresholds: readonly ChartThreshold[];
  readonly bands: readonly ChartBand[];
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
  readonly syncId: string;
  readonly label: string;
  readonly formatValue: (value: number) => string;
  readonly formatTick: (value: number) => string;
  readonly formatTime: (at: number) => string;
  readonly formatInstant: (at: number) => string;
}

/** The part that needs Recharts; it is loaded with the first chart of a page and not before. */
export function TimePlot(props: TimePlotProps) {
  const { view, series, from, to, width, height, formatTick } = props;
  return (
    <ComposedChart
      width={width}
      height={height}
      data={view.rows}
      margin={{ top: 18, right: RIGHT_PX, bottom: 0, left: 0 }}
      syncId={props.syncId}
      syncMethod={nearestTick}
      title={props.label}
    >
      <CartesianGrid vertical={false} stroke="var(--line-subtle)" syncWithTicks />
      <XAxis
        dataKey="t"
        type="number"
        domain={[from, to]}
        ticks={view.xTicks}
        interval={0}
        tick={<TimeTick format={props.formatTime} ends={view.xTicks} />}
        tickLine={false}
        axisLine={false}
        height={20}
        allowDataOverflow
      />
      <YAxis
        domain={[view.axis.low, view.axis.high]}
        ticks={view.axis.ticks}
        interval={0}
        tick={<ValueTick format={formatTick} />}
        tickLine={false}
        axisLine={false}
        width={view.axisPx}
        allowDataOverflow
      />
      {view.gaps.map((gap) => (
        <ReferenceArea key={gap.from} x1={gap.from} x2={gap.to} fill="var(--hover)" fillOpacity={1} />
      ))}
      {props.bands.map((band) => (
        <ReferenceArea
          key={`${band.from} ${band.to}`}
          x1={Math.max(band.from, from)}
          x2={Math.min(band.to, to)}
          fill={`var(--${band.tone}-g)`}
          fillOpacity={0.25}
        />
      ))}
      {view.hasDivergence && (
        <Area
          dataKey={betweenOf}
          name="between"
          stroke="none"
          fill="var(--crit-g)"
          fillOpacity={0.22}
          isAnimationActive={false}
          activeDot={false}
          tooltipType="none"
          legendType="none"
        />
      )}
      {series.map((one) => drawn(one, view.axis.low))}
      {props.thresholds
        .filter(({ value }) => value <= view.axis.high)
        .map(({ value, text, tone }) => (
          <ReferenceLine
            key={text}
            y={value}
            stroke={`var(--${tone}-g)`}
            strokeDasharray="4 3"
            label={{ value: text, position: 'insideTopRight', fill: `var(--${tone})`, fontSize: 11 }}
          />
        ))}
      {view.markers.map((marker) => (
        <ReferenceLine
          key={`${marker.at} ${marker.text}`}
          x={marker.at}
          stroke={TONE[marker.tone]}
          strokeDasharray="2 2"
          label={<MarkerFlag marker={marker} colour={TONE[marker.tone]} />}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--control)', strokeWidth: 1 }}
        content={
          <ChartTooltip
            rows={view.rows}
            series={series}
            formatValue={props.formatValue}
            formatInstant={props.formatInstant}
          />
        }
      />
    </ComposedChart>
  );
}

const TONE = { crit: 'var(--crit-g)', warn: 'var(--warn-g)', accent: 'var(--accent)', quiet: 'var(--text-3)' } as const;

function drawn(series: ChartSeries, low: number) {
  const colour = `var(--${series.colour})`;
  const value = (row: ChartRow) => row.values[series.key] ?? null;
  const line = {
    dataKey: value,
    name: series.key,
    stroke: colour,
    strokeWidth: 1.5,
    dot: false,
    activeDot: { r: 3, strokeWidth: 0, fill: colour },
    isAnimationActive: false,
    connectNulls: false,
  } as const;
  return series.shape === 'line' ? (
    <Line key={series.key} type="linear" {...line} />
  ) : (
    <Area key={series.key} type="linear" {...line} baseValue={low} fill={colour} fillOpacity={opacityOf(series, low)} />
  );
}

/** An axis that does not start at 0 has a lighter fill: its height is not the amount. */
function opacityOf(series: ChartSeries, low: number): number {
  if (low !== 0) return 0.14;
  return series.colour === 'h4' ? 0.42 : 0.22;
}

function betweenOf(row: ChartRow): [number, number] | null {
  return row.between === null ? null : [row.between[0], row.between[1]];
}

/** Charts of a page share time, not rows: the crosshair goes to the instant nearest to the one hovered elsewhere. */
function nearestTick(ticks: readonly { readonly value: unknown }[], other: MouseHandlerDataParam): number {
  const at = Number(other.activeLabel);
  let nearest = -1;
  ticks.forEach((tick, index) => {
    const best = ticks[nearest];
    if (best === undefined || Math.abs(Number(tick.value) - at) < Math.abs(Number(best.value) - at)) nearest = index;
  });
  return nearest;
}
