/**
 * What this server and this account can do. Asked, never guessed from a version number where it can be asked.
 * `missing` = the server does not know it; `denied` = this account may not; `unsure` = it could not be asked.
 */
export type Ability = 'yes' | 'missing' | 'denied' | 'unsure';

export interface Capabilities {
  readonly xinfoStream: Ability;
  readonly xinfoGroups: Ability;
  readonly xinfoConsumers: Ability;
  readonly xpending: Ability;
  readonly xrange: Ability;
  readonly scan: Ability;
  readonly memoryUsage: Ability;
  readonly multi: Ability;
  readonly noTouch: Ability;
  /** The server reports lag and entries-read (7.0+). */
  readonly lagReported: boolean;
  /** A reported lag that is not ruled out by the position is known to be sometimes too high on this version. */
  readonly lagMayOverstate: boolean;
  /** Consumer `idle` counts attempts (7.2+), not only successful reads. */
  readonly idleCountsAttempts: boolean;
  /** To give a pending entry an earlier time of delivery takes a look at each that was delivered later (Redis 8.6+). */
  readonly earlierTimesCost: boolean;
}
