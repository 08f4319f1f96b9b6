import type { ChartRow } from './chart-rows.ts';
import type { ChartSeries } from './series.ts';

/** Comma-separated text with ISO times in UTC; what is not known is an empty cell. */
export function chartCsv(series: readonly ChartSeries[], rows: readonly ChartRow[]): string {
  const head = ['time', ...series.map(({ name }) => cell(name))].join(',');
  const lines = rows.map(({ t, values }) =>
    [new Date(t).toISOString(), ...series.map(({ key }) => values[key] ?? '')].join(','),
  );
  return [head, ...lines, ''].join('\n');
}

function cell(text: string): string {
  // A leading sign would make a spreadsheet read a name as a formula.
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
