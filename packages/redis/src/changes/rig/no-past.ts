import type { Past } from '@weir/domain/undo/past';

/** A memory that holds nothing, for plans that ask for none. */
export const NO_PAST: Past = {
  job: () => Promise.resolve(undefined),
  jobOfRecord: () => Promise.resolve(undefined),
  plan: () => Promise.resolve(undefined),
  frozen: () => Promise.resolve([]),
  settled: () => Promise.resolve([]),
  undoOf: () => Promise.resolve(undefined),
};
