import type { Call, CallOutcome, CallResult } from '@weir/domain/actions/call';
import type { StopSign } from '@weir/domain/actions/stop-sign';
import type { Link } from '../links/link.ts';
import type { Reader } from '../pages/reader.ts';
import type { Writer } from '../writer/writer.ts';
import type { Mark } from './read-mark.ts';
import type { Script } from './step-lua.ts';
import type { StepPace } from './step-pace.ts';

/** A kind of call that is done in steps of one script each. */
export interface Stepper<C extends Call> {
  readonly script: Script;
  /** Most entries one step may cover, however quick it is. */
  readonly mostEntries: number;
  /** So many go together even where steps have become smaller: what has to be seen at one moment. */
  readonly atLeast?: number;
  /** The script ends when its time is over and says how many it looked at: the next step begins behind them. */
  readonly endsItself?: boolean;
  /**
   * How many entries the call names itself; null = the script finds out and says when it is complete. Where it is
   * known, the next step is asked before the answer of this one has come.
   */
  readonly length: (call: C) => number | null;
  /** Fewer entries than `size` where they are large; absent = as many as that. */
  readonly fitting?: (call: C, from: number, size: number) => number;
  /** The keys behind the mark's. */
  readonly keys: (call: C, bench: Pick<Bench, 'trashKey'>) => readonly (string | Buffer)[];
  /** The step's own arguments, for `size` entries from the `from`th on. */
  readonly args: (call: C, from: number, size: number) => readonly (string | Buffer)[];
}

/** How a kind of call is carried out. Throws nothing for what Redis or the network does. */
export type Perform<C extends Call> = (call: C, bench: Bench, how: How) => Promise<CallOutcome>;

export interface How {
  readonly resume: boolean;
  readonly signal: StopSign;
  /** Small steps with rests between them; absent = as fast as Redis bears. */
  readonly gently?: boolean;
}

/** What carrying out has at hand. */
export interface Bench {
  readonly writer: Writer;
  readonly write: Link;
  /** For reads that need not stand in line behind the writes; shared, so everybody's reads go through it. */
  readonly read: Reader;
  /** The mark's key for this call. */
  readonly markKey: (call: Call) => string;
  /** Where a stream lies that a job deleted. */
  readonly trashKey: (job: string, stream: string) => string;
  /** Where the mark stands now; undefined = there is none. Fails with a ConsoleError. */
  readonly mark: (call: Call) => Promise<Mark | undefined>;
  /** How many entries a step of this kind on this stream should cover. */
  readonly pace: (call: Call) => StepPace;
  /** Steps the newest call of each job had, as far as this process ran it. */
  readonly stepsOf: Map<string, { readonly number: number; readonly steps: number }>;
}

/** The call before it on the same mark; 0 = none. */
export function followsOf(call: Call): number {
  return call.follows ?? call.number - 1;
}

export const NOTHING: CallResult = { done: 0, looked: 0, skipped: [], bytes: 0, reached: null, more: true };
