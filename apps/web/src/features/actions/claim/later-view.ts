import type { LaterFinding } from '@weir/domain/jobs/job';

export interface LaterSums {
  readonly got: number;
  readonly acknowledged: number;
  readonly delivered: number;
  readonly untouched: number;
}

/** How long the entries of a claim are watched. */
export const WATCH_MS = 60_000;
// A consumer that re-reads does so soon; before that nobody is accused of not doing it.
const PATIENCE_MS = 15_000;

export function laterSums({ consumers }: LaterFinding): LaterSums {
  const sum = (pick: (row: LaterFinding['consumers'][number]) => number) =>
    consumers.reduce((total, row) => total + pick(row), 0);
  return {
    got: sum(({ got }) => got),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    delivered: sum(({ delivered }) => delivered),
    untouched: sum(({ untouched }) => untouched),
  };
}

/** Consumers that have not touched anything of what they got, once that says something. */
export function idleReceivers(
  later: LaterFinding,
): readonly { readonly consumer: string; readonly untouched: number }[] {
  if (later.watchedMs < PATIENCE_MS) return [];
  return later.consumers
    .filter(({ acknowledged, delivered, untouched }) => untouched > 0 && acknowledged === 0 && delivered === 0)
    .map(({ consumer, untouched }) => ({ consumer, untouched }));
}

/** "38 s left"; what the watch came to once it is over. */
export function watchWords(later: LaterFinding | null): string {
  if (later === null) return 'The first look comes in a few seconds.';
  if (later.complete) return 'Watched for 60 s.';
  return `${Math.max(0, Math.ceil((WATCH_MS - later.watchedMs) / 1_000))} s left`;
}
