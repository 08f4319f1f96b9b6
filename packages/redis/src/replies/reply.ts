/** A decoded RESP2 reply. Bulk strings stay bytes; an error inside an array is a value, not an exception. */
export type Reply = Buffer | number | string | null | ReplyError | readonly Reply[];

/** An error reply of the server. `text` may name keys; it goes to the log, never to a browser. */
export class ReplyError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The first word: WRONGTYPE, NOGROUP, NOPERM, ERR, … */
  get code(): string {
    return this.text.split(' ', 1)[0] ?? '';
  }
}
