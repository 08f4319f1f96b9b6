import { lastWhileKeyExists } from './cause.ts';
import type { Trouble } from './trouble.ts';

const TRIM_AFTER_MS = 25_000;
const TRIM_EVERY_MS = 2_000;
const KEEPS = 150;

/** cold-copy hangs, and housekeeping trims the log to its last 15 seconds without looking at who has read it. */
export const lostAudit: Trouble = {
  atMs: 3_000,
  says: `cold-copy on audit:log hangs; 25 s later housekeeping trims the log to ${KEEPS} entries`,
  async begin(scene) {
    const pace = scene.traffic.pace('cold-copy');
    await lastWhileKeyExists(scene, 'stuck-cold-copy', () => (pace.reading = true));
    pace.reading = false;
    const trimsFrom = performance.now() + TRIM_AFTER_MS;
    scene.every(TRIM_EVERY_MS, async () => {
      if (performance.now() >= trimsFrom) await scene.client.xtrim('audit:log', 'MAXLEN', KEEPS);
    });
  },
};
