/** What every call of a job says. */
export interface CallBase {
  /** Job id: [0-9a-z-], at most 40 characters. */
  readonly job: string;
  readonly number: number;
  readonly stream: string;
  /** Entries this call covers; the journal keeps it instead of `entries`, which it can look up again. */
  readonly size?: number;
  /** Number of the call before it on the same mark, where that is not the one before it; 0 = none. */
  readonly follows?: number;
}
