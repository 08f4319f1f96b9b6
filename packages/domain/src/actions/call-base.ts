import type { EntryId } from '../entries/entry-id.ts';

/** The stream as a plan saw it: one that has had less since then is another one of the same name. */
export interface SeenStream {
  /** The highest id it had given out. */
  readonly top: EntryId;
  /** Entries it was ever given; null = the server does not count. */
  readonly added: number | null;
}

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
