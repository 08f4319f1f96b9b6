import type { Sentence } from '../wire/sentence.ts';

/** How a trouble began, as it was found while what shows it was still within the window. */
export interface Cause {
  readonly kind: 'slowed-down' | 'more-came' | 'moved-back' | 'burst';
  /** Holds no figure that is of the moment of saying it. */
  readonly sentence: Sentence;
}

export interface KeptCause {
  readonly cause: Cause;
  /** The rule fired last; a trouble that pauses for a moment is the same one. */
  readonly firedAt: number;
}
