import type { ChartRow } from './chart-rows.ts';
import type { ChartSeries } from './series.ts';

interface ChartTableProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
  readonly height: number;
  readonly formatValue: (value: number) => string;
  readonly formatClock: (at: number) => string;
}

/** The figures behind a chart, newest first. */
export function ChartTable({ title, series, rows, height, formatValue, formatClock }: ChartTableProps) {
  return (
    // Scrolls, so it must be reachable with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="overflow-y-auto" style={{ height }} tabIndex={0} aria-label={`${title} as table`}>
      <table className="w-full text-small">
        <thead className="sticky top-0 bg-panel text-text-3">
          <tr>
            <th scope="col" className="py-1 text-left font-normal">
              Time
            </th>
            {series.map((one) => (
              <th key={one.key} scope="col" className="py-1 pl-3 text-right font-normal">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.t} className="border-t border-line-subtle">
              <td className="py-0.5 text-text-2">{formatClock(row.t)}</td>
              {series.map((one) => {
                const value = row.values[one.key] ?? null;
                return (
                  <td key={one.key} className="py-0.5 pl-3 text-right">
                    {value === null ? <span className="text-text-3">unknown</span> : formatValue(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
