import type { Archives } from '@weir/domain/archive/archives';
import type { ActionInput } from '@weir/domain/actions/action-input';
import type { RedisRig } from '../../rig/redis-rig.ts';

/** A change, the world it is made in, and what must be true of that world afterwards. */
export interface Scenario {
  readonly name: string;
  /** Makes the world; the stream's name is the same in every run. */
  prepare(redis: RedisRig): Promise<void>;
  /** Puts into the archive folder what is to be there before. */
  prepareArchives?(archives: Archives): Promise<void>;
  readonly input: ActionInput;
  readonly confirmName?: string;
  /** The change is made first; what is broken off is its undo. */
  readonly takesBack?: true;
  /** What is wrong once the job is over; nothing = all is well. */
  wrongAfter(redis: RedisRig): Promise<readonly string[]>;
  /** What is wrong with what was archived for it. */
  wrongArchive?(archives: Archives): Promise<readonly string[]>;
  /** What is wrong when the job never began: the world must be as it was made. */
  wrongBefore(redis: RedisRig): Promise<readonly string[]>;
}

/** The undo of a change: afterwards the world is as it was made, and before as the change left it. */
export function undoOf(scenario: Scenario): Scenario {
  const { name, wrongAfter, wrongBefore } = scenario;
  return {
    ...scenario,
    name: `undo of ${name}`,
    takesBack: true,
    wrongAfter: (redis) => wrongBefore(redis),
    wrongBefore: (redis) => wrongAfter(redis),
  };
}
