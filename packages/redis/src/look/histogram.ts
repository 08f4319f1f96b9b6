import type { Survey } from '@weir/domain/actions/look';

const MOST_SLICES = 60;

export interface Histogram {
  /** Times come in order, oldest first. */
  add(ms: number, matching: boolean): void;
  slices(): Survey['histogram'];
}

/** Slices of equal time over a span whose end is not known before: two become one whenever there are too many. */
export function createHistogram(): Histogram {
  let all = [0];
  let matching = [0];
  let from: number | undefined;
  let width = 1;
  return {
    add(ms, matches) {
      from ??= ms;
      while (Math.floor((ms - from) / width) >= MOST_SLICES) {
        all = halved(all);
        matching = halved(matching);
        width *= 2;
      }
      const slice = Math.max(0, Math.floor((ms - from) / width));
      all[slice] = (all[slice] ?? 0) + 1;
      if (matches) matching[slice] = (matching[slice] ?? 0) + 1;
    },
    slices() {
      const begin = from;
      if (begin === undefined) return [];
      return Array.from({ length: all.length }, (_, slice) => ({
        from: begin + slice * width,
        all: all[slice] ?? 0,
        matching: matching[slice] ?? 0,
      }));
    },
  };
}

function halved(counts: readonly number[]): number[] {
  return Array.from(
    { length: Math.ceil(counts.length / 2) },
    (_, at) => (counts[2 * at] ?? 0) + (counts[2 * at + 1] ?? 0),
  );
}
