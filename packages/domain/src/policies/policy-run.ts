/**
 * done: all that was planned. nothing: the rule was met already. held: a group stands in the way of all of it. stopped: it
 * looked wrong, and the policy switched itself off. refused: it may not or cannot be done. interrupted: Weir ended before
 * it began; it comes again. partial, unknown: as with any job.
 */
export type RunOutcome = 'done' | 'nothing' | 'held' | 'stopped' | 'refused' | 'partial' | 'unknown' | 'interrupted';

/** What the newest run knew of the stream; the next one compares. */
export interface RunFacts {
  /** Entries before the run. */
  readonly length: number;
  /** Bytes the server says they use; null = not known. */
  readonly memoryBytes: number | null;
  readonly lastGeneratedId: string;
  readonly groups: readonly string[];
  /** Of them those that had something unread or pending. */
  readonly needing: readonly string[];
}

/** One run of a policy on one stream, or on one group of it. Times are this machine's clock, epoch ms. */
export interface PolicyRun {
  readonly runId: string;
  readonly policyId: string;
  readonly fingerprint: string;
  readonly connection: string;
  readonly stream: string;
  /** Null = it is about the stream as a whole. */
  readonly group: string | null;
  readonly dueAt: number;
  readonly begunAt: number;
  readonly endedAt: number | null;
  /** The plan it made; the journal knows the job by it. Null = no plan came about. */
  readonly planId: string | null;
  /** The job that was made of it; null = none, or not known yet. */
  readonly jobId: string | null;
  readonly auditId: string | null;
  /** Null = at work. */
  readonly outcome: RunOutcome | null;
  /** Out of the stream; of a run on a group: out of it, into the dead letters. */
  readonly removed: number;
  /** About, from the server's estimate. */
  readonly freedBytes: number | null;
  /** The group that stands in the way of (the rest of) it. */
  readonly heldBy: string | null;
  readonly sentence: string;
  readonly facts: RunFacts | null;
}

export type RunEnding = Pick<
  PolicyRun,
  'jobId' | 'auditId' | 'outcome' | 'removed' | 'freedBytes' | 'heldBy' | 'sentence'
> & {
  readonly endedAt: number;
};

/** Entries the stream had after the run; not told of a run on a group, which takes none out of the stream. */
export function lengthAfter({ facts, removed, group }: PolicyRun): number | null {
  return facts === null || group !== null ? null : facts.length - removed;
}
