import type { Known } from '../known/known.ts';

/** One row of XINFO CONSUMERS, with idle times turned into instants so that an unchanged consumer stays equal. */
export interface ConsumerObservation {
  readonly consumer: string;
  readonly pending: number;
  /** Redis time (epoch ms) of the last call that counts as `idle`; see `lastCallMeans` of the server. */
  readonly lastCallAt: number;
  /** Redis time of the last successful read or claim; Redis 7.2 and later; null = never got anything. */
  readonly lastGotWorkAt: Known<number | null>;
}
