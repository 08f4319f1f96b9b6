import type { Trouble } from './trouble.ts';

/** A runner crashes in the middle of its jobs. */
export const deadRunner: Trouble = {
  atMs: 100_000,
  says: 'runner-5 of runners dies in the middle of 6 jobs',
  begin: ({ traffic }) => traffic.consumer('runners', 'runner-5').dieHolding(6),
};
