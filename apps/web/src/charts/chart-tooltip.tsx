import type { ChartRow } from './chart-rows.ts';
import type { ChartSeries } from './series.ts';

interface ChartTooltipProps {
  /** Given by the chart: whether an instant is under the crosshair, and which. */
  readonly active?: boolean;
  readonly label?: string | number;
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  readonly formatValue: (value: number) => string;
  readonly formatInstant: (at: number) => string;
}

/** The instant under the crosshair: its time and age, then the series in order of value. */
export function ChartTooltip({ active = false, label, rows, series, formatValue, formatInstant }: ChartTooltipProps) {
  const row = active ? rows.find(({ t }) => t === Number(label)) : undefined;
  if (row === undefined) return null;
  const rank = (key: string) => row.values[key] ?? -Infinity;
  return (
    <div className="rounded-control border border-line bg-overlay px-3 py-2 text-small shadow-float">
      <p className="text-text-3">{formatInstant(row.t)}</p>
      {series
        .toSorted((a, b) => rank(b.key) - rank(a.key))
        .map((one) => {
          const value = row.values[one.key] ?? null;
          return (
            <p key={one.key} className="mt-1 flex items-center gap-2">
              <SeriesKey series={one} />
              <span className="text-text-2">{one.name}</span>
              <span className="ml-auto pl-3 font-strong">{value === null ? 'unknown' : formatValue(value)}</span>
            </p>
          );
        })}
    </div>
  );
}

/** A line for a line, a block for an area. */
export function SeriesKey({ series }: { readonly series: ChartSeries }) {
  return (
    <span
      aria-hidden
      style={{ backgroundColor: `var(--${series.colour})` }}
      className={`inline-block shrink-0 ${series.shape === 'line' ? 'h-0.5 w-3' : 'size-2.5 rounded-[2px]'}`}
    />
  );
}
