import type { GroupObservation } from '../groups/group-observation.ts';
import type { Ring } from '../metrics/ring.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import type { Known } from '../known/known.ts';
import type { Usual } from './hourly-usual.ts';
import type { GroupMemory } from './group-memory.ts';
import type { Judgement } from './judgement.ts';
import type { HealthLimits } from './limits.ts';

/** Everything known about one group at one moment. `at` is Redis time, epoch ms. */
export interface GroupSituation {
  readonly at: number;
  readonly stream: StreamObservation;
  readonly group: GroupObservation;
  /** The group's ring, columns as in GROUP_METRICS, with the sample of now already recorded. */
  readonly history: Ring;
  readonly server: ServerHabits;
  readonly previous: Judgement | undefined;
  /** Kept by the caller, one per group, from `newGroupMemory()`; changed in place by `judgeGroup`. */
  readonly memory: GroupMemory;
  readonly limits: HealthLimits;
  /** What usually comes in at this hour of the day. */
  readonly usualIn: Known<Usual>;
}

export interface ServerHabits {
  /** Consumer `idle` counts attempts (7.2+), not only successful reads. */
  readonly idleCountsAttempts: boolean;
  readonly role: 'primary' | 'replica' | 'unknown';
}
