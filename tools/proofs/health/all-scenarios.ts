import { BATCH_SCENARIOS } from './batch-scenarios.ts';
import { CALM_SCENARIOS, UNWATCHED_SCENARIOS as UNWATCHED } from './calm-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { HOLDING_SCENARIOS } from './holding-scenarios.ts';
import { READING_SCENARIOS } from './reading-scenarios.ts';

/** Played side by side on one Redis. */
export const PLAYED_TOGETHER: readonly Scenario[] = [
  ...CALM_SCENARIOS,
  ...BATCH_SCENARIOS,
  ...READING_SCENARIOS,
  ...HOLDING_SCENARIOS,
];
export const UNWATCHED_SCENARIOS: readonly Scenario[] = UNWATCHED;
