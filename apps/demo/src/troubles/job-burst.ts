import type { Trouble } from './trouble.ts';

const EXTRA_PER_SECOND = 600;
const LASTS_MS = 15_000;
const AGAIN_MS = 12 * 60_000;

/** A producer queues 9,000 jobs at once; the runners need some minutes to catch up. */
export const jobBurst: Trouble = {
  atMs: 10_000,
  says: 'runner:jobs gets a burst of 9,000 jobs; runners catch up by themselves, in about four minutes',
  async begin({ traffic, every }) {
    let endsAt = 0;
    const burst = (): void => {
      traffic.producer.setExtra('runner:jobs', EXTRA_PER_SECOND);
      endsAt = performance.now() + LASTS_MS;
    };
    burst();
    every(AGAIN_MS, burst);
    every(200, () => {
      if (performance.now() >= endsAt) traffic.producer.setExtra('runner:jobs', 0);
    });
    await Promise.resolve();
  },
};
