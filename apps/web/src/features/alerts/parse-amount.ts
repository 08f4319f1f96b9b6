import { METRIC_UNITS, roundDuration } from '@weir/domain/alerts/rule-words';
import { formatBytes, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';

export type AmountUnit = (typeof METRIC_UNITS)[keyof typeof METRIC_UNITS];

const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const BYTES: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };
const RATES: Readonly<Record<string, number>> = { '': 1, '/s': 1, '/min': 60, '/h': 3_600 };

/** What was typed for a figure of that unit: "2 m 30 s", "1,000", "5/min", "500 MB", "85%"; undefined = none of those. */
export function parseAmount(unit: AmountUnit, typed: string): number | undefined {
  const text = typed.trim().toLowerCase().replaceAll(',', '');
  switch (unit) {
    case 'duration':
      return parseDuration(text);
    case 'bytes':
      return scaled(
        text,
        /^(\d+(?:\.\d+)?)\s*([kmgt]?b?)$/,
        (suffix) => BYTES[suffix.endsWith('b') || suffix === '' ? suffix : `${suffix}b`],
      );
    case 'rate':
      return scaled(text, /^(\d+(?:\.\d+)?)\s*(\/s|\/min|\/h|)$/, (suffix) => 1 / (RATES[suffix] ?? Number.NaN));
    case 'percent':
      return scaled(text, /^(\d+(?:\.\d+)?)\s*(%|)$/, () => 1);
    default:
      return scaled(text, /^(\d+)()$/, () => 1);
  }
}

/** A figure as it stands in its field: exact, and such that `parseAmount` reads it again. */
export function amountText(unit: AmountUnit, value: number): string {
  switch (unit) {
    case 'duration':
      return value === 0 ? '0 s' : exactDuration(value);
    case 'bytes': {
      const short = formatBytes(value);
      return parseAmount('bytes', short) === value ? short : `${value} B`;
    }
    case 'rate': {
      const short = formatRate(value);
      return parseAmount('rate', short) === value ? short : `${value}/s`;
    }
    case 'percent':
      return `${value}%`;
    default:
      return value.toLocaleString('en-US');
  }
}

function exactDuration(ms: number): string {
  const short = roundDuration(ms);
  if (parseDuration(short) === ms) return short;
  const exact = formatDuration(ms, 'exact');
  return parseDuration(exact) === ms ? exact : `${ms / 1000} s`;
}

function parseDuration(text: string): number | undefined {
  if (!/^(\d+(?:\.\d+)?\s*(ms|s|min|m|h|d)\s*)+$/.test(text)) return undefined;
  let ms = 0;
  for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)/g)) {
    ms += Number(amount) * (DURATIONS[unit] ?? Number.NaN);
  }
  return Math.round(ms);
}

function scaled(text: string, pattern: RegExp, scaleOf: (suffix: string) => number | undefined): number | undefined {
  const [, amount, suffix = ''] = pattern.exec(text) ?? [];
  const scale = scaleOf(suffix);
  if (amount === undefined || scale === undefined) return undefined;
  const value = Number(amount) * scale;
  return Number.isFinite(value) ? value : undefined;
}
