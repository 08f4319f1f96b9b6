import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { Forecast } from '@weir/domain/policies/forecast';

export interface ForecastView {
  /** An SVG path of the length over time, in a box of 100 × 100 with the origin at the top left. */
  readonly line: string;
  readonly area: string;
  readonly most: number;
  /** What the picture says, in words. */
  readonly words: string;
}

/** The saw-tooth that a policy makes of the length, and where it comes to rest. */
export function forecastView({ points, levelsOut, keepsUp }: Forecast): ForecastView | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || last[0] <= first[0]) return null;
  const most = Math.max(1, ...points.map(([, entries]) => entries));
  const at = ([time, entries]: readonly [number, number]): string =>
    `${round(((time - first[0]) / (last[0] - first[0])) * 100)} ${round(100 - (entries / most) * 100)}`;
  const line = `M${points.map(at).join('L')}`;
  return { line, area: `${line}L100 100L0 100Z`, most, words: wordsOf(levelsOut, keepsUp) };
}

function wordsOf(levelsOut: Forecast['levelsOut'], keepsUp: boolean): string {
  if (!keepsUp) return 'more comes in than a run may take: it goes on growing';
  if (levelsOut === null) return 'does not come to rest in the time shown';
  const bytes = levelsOut.bytes === null ? '' : `, about ${formatBytes(levelsOut.bytes)}`;
  return `levels out at ${formatCount(levelsOut.entries)}${bytes}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
