import type { SetLimits } from '@weir/domain/health/limit-rules';
import type { GroupStatus } from '@weir/domain/health/status';
import type { Redis } from 'ioredis';
import type { Scene } from './scene.ts';

/** A stretch of a situation: what happens in each of its seconds, and what may be said meanwhile. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
  /** `second` counts from the beginning of this phase. */
  act(scene: Scene, second: number, connect: () => Redis): void;
  /** Statuses a viewer may see in it; anything else is a false alarm. */
  readonly allowed: readonly GroupStatus[];
  /** What must be said before it ends, and within how many seconds of its beginning. */
  readonly detect?: Detection;
}

export interface Detection {
  readonly status: GroupStatus;
  readonly withinSeconds: number;
  /** In the words of the row: the right cause. */
  readonly says: RegExp;
}

/** A situation of one group, and why it is judged as it is. */
export interface Scenario {
  readonly name: string;
  /** For the document: what happens. */
  readonly what: string;
  /** For the document: what the other rules make of it, and why this verdict is right. */
  readonly why: string;
  readonly phases: readonly Phase[];
  /** Limits that the health rules set for the group. */
  readonly limits?: SetLimits;
  /** Seconds in which Weir does not poll. */
  readonly unwatched?: { readonly from: number; readonly to: number };
}

export const CALM: readonly GroupStatus[] = ['healthy', 'idle'];

/** Seconds in which all is well. */
export function calm(seconds: number, act: Phase['act'], name = 'all is well'): Phase {
  return { name, seconds, act, allowed: CALM };
}
