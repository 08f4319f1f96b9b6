import { writeNotification } from '../scenarios/entry-writers.ts';
import type { Trouble } from './trouble.ts';

const HOLDS = 1_284;

/** worker-7 takes a large batch of a campaign and dies with it. */
export const deadWorker: Trouble = {
  atMs: 20_000,
  says: `worker-7 of notifier_group dies holding ${HOLDS.toLocaleString('en')} entries`,
  async begin({ traffic, random }) {
    const died = traffic.consumer('notifier_group', 'worker-7').dieHolding(HOLDS);
    // More than it takes: the others get their share of the campaign.
    await traffic.producer.write(
      'notifications_stream',
      Array.from({ length: 1_700 }, () => writeNotification(random)),
    );
    await died;
  },
};
