import type { PolicyRun } from './policy-run.ts';

const TIMES_THE_USUAL = 3;
const RUNS_COMPARED = 7;
const RUNS_NEEDED = 3;

/** More than three times what the last runs took in the same time; a run that comes late may take that much more. */
export function farMore(
  count: number,
  alwaysFine: number,
  what: string,
  earlier: readonly PolicyRun[],
  now: number,
): string | null {
  const worked = earlier.filter(({ outcome }) => outcome === 'done' || outcome === 'nothing');
  if (worked.length <= RUNS_NEEDED || count <= alwaysFine) return null;
  const rates: number[] = [];
  for (const [index, run] of worked.slice(0, RUNS_COMPARED).entries()) {
    const before = worked[index + 1];
    if (before !== undefined) rates.push(run.removed / Math.max(1, run.begunAt - before.begunAt));
  }
  const [last] = worked;
  if (last === undefined) return null;
  const usual = median(rates) * Math.max(1, now - last.begunAt);
  if (count <= TIMES_THE_USUAL * Math.max(usual, alwaysFine / TIMES_THE_USUAL)) return null;
  return `${what}; by the last ${rates.length} runs about ${Math.round(usual).toLocaleString('en-US')} were to be expected.`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
