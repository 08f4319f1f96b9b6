import { writeFileSync } from 'node:fs';
import { startRedis } from '../../rig/redis-rig.ts';
import { PLAYED_TOGETHER, UNWATCHED_SCENARIOS } from './all-scenarios.ts';
import { documentOf } from './document.ts';
import { playScenarios } from './play-scenarios.ts';

// Plays every situation on the Redis of this machine and writes docs/health-scenarios.md anew.
const rig = await startRedis();
try {
  const together = await playScenarios(rig, PLAYED_TOGETHER);
  const results = [...together, ...(await playScenarios(rig, UNWATCHED_SCENARIOS))];
  writeFileSync(new URL('../../../docs/health-scenarios.md', import.meta.url), documentOf(results));
} finally {
  await rig.stop();
}
