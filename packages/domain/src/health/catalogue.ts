import { behind } from './rules/behind.ts';
import { catchingUp } from './rules/catching-up.ts';
import { deadConsumer } from './rules/dead-consumer.ts';
import { fallingBehind } from './rules/falling-behind.ts';
import { ghosts } from './rules/ghosts.ts';
import { lateBatch } from './rules/late-batch.ts';
import { losingData } from './rules/losing-data.ts';
import { noConsumers } from './rules/no-consumers.ts';
import { poisonEntry } from './rules/poison-entry.ts';
import { rewound } from './rules/rewound.ts';
import { slowConsumer } from './rules/slow-consumer.ts';
import { stalledAcknowledging } from './rules/stalled-acknowledging.ts';
import { stalledReading } from './rules/stalled-reading.ts';
import type { HealthRule } from './rule.ts';

/** Every rule there is, worst first: of two that fired at one level the first one names the status. */
export const HEALTH_RULES: readonly HealthRule[] = [
  losingData,
  deadConsumer,
  noConsumers,
  stalledReading,
  stalledAcknowledging,
  fallingBehind,
  poisonEntry,
  ghosts,
  slowConsumer,
  catchingUp,
  lateBatch,
  behind,
  rewound,
];
