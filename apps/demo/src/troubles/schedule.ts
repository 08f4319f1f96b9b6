import { deadPartner } from './dead-partner.ts';
import { deadRunner } from './dead-runner.ts';
import { deadWorker } from './dead-worker.ts';
import { jobBurst } from './job-burst.ts';
import { lostAudit } from './lost-audit.ts';
import { poisonPayment } from './poison-payment.ts';
import { slowFulfilment } from './slow-fulfilment.ts';
import type { Scene, Trouble } from './trouble.ts';

/** Everything that goes wrong, in order of time. */
export const TROUBLES: readonly Trouble[] = [
  lostAudit,
  deadPartner,
  jobBurst,
  poisonPayment,
  deadWorker,
  slowFulfilment,
  deadRunner,
];

export interface Schedule {
  stop(): void;
}

/** Lets each trouble begin at its time from now. */
export function startSchedule(troubles: readonly Trouble[], scene: Omit<Scene, 'every'>): Schedule {
  const timers: NodeJS.Timeout[] = [];
  const every: Scene['every'] = (ms, act) => {
    // A beat missed while Redis is away is made up for by the next.
    timers.push(setInterval(() => void Promise.resolve(act()).catch(() => undefined), ms));
  };
  for (const trouble of troubles) {
    timers.push(setTimeout(() => void trouble.begin({ ...scene, every }).catch(() => undefined), trouble.atMs));
  }
  return { stop: () => timers.forEach(clearTimeout) };
}
