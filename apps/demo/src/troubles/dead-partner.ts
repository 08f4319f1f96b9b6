import { goesToDeadPartner } from '../scenarios/entry-writers.ts';
import { lastWhileKeyExists } from './cause.ts';
import type { Trouble } from './trouble.ts';

/** A partner's server is down: its webhooks are tried again and again, until a policy puts them aside. */
export const deadPartner: Trouble = {
  atMs: 5_000,
  says: 'dispatcher on webhooks:out cannot reach partner-31; a policy puts what keeps failing aside, minute by minute',
  async begin(scene) {
    const pace = scene.traffic.pace('dispatcher');
    await lastWhileKeyExists(scene, 'dead-partner', () => (pace.failsOn = undefined));
    pace.failsOn = goesToDeadPartner;
  },
};
