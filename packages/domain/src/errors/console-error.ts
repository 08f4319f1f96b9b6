/** Why something could not be done; the closed list every edge translates from. */
export type FailureReason =
  | 'bad-input'
  | 'not-found'
  | 'not-permitted'
  | 'not-signed-in'
  | 'not-connected'
  | 'timed-out'
  | 'unsupported'
  | 'wrong-type'
  | 'too-large'
  | 'refused'
  | 'busy'
  | 'internal';

/**
 * The one failure of Weir. `sentence` is written for the operator: no secrets, no payload, no text of a library.
 * It never carries a `cause`; what a library said goes to the log at the edge that met it.
 */
export class ConsoleError extends Error {
  readonly reason: FailureReason;
  readonly sentence: string;

  constructor(reason: FailureReason, sentence: string) {
    super(sentence);
    this.name = 'ConsoleError';
    this.reason = reason;
    this.sentence = sentence;
  }
}
