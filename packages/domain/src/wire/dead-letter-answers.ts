import type { Letter } from '../dead-letters/letter.ts';
import type { EntryAnswer, Listed } from './answers.ts';

/** deadLetters.list: a stream that holds dead letters, by its name or because Weir put some there. From memory. */
export interface DeadLetterStream {
  readonly stream: string;
  /** Where they came from, as far as the name tells; null = each says so itself, or nothing does. */
  readonly origin: string | null;
  /** Whose way of naming it is; null = one that many use. */
  readonly library: string | null;
  readonly length: number;
  readonly lastId: string | null;
}

export interface DeadLetterStreams extends Listed<DeadLetterStream> {
  /** Dead letters in all of them. */
  readonly total: number;
}

/** deadLetters.reasons: why entries failed, out of the newest ones of each stream. */
export interface DeadLetterReasons {
  readonly items: readonly DeadLetterReason[];
  /** How much of each stream that is out of; complete = all of it. */
  readonly sampled: readonly {
    readonly stream: string;
    readonly entries: number;
    readonly of: number;
    readonly complete: boolean;
  }[];
  /** Streams that could not be read just now, with the reason. */
  readonly unread: readonly { readonly stream: string; readonly because: string }[];
}

export interface DeadLetterReason {
  readonly stream: string;
  readonly origin: string | null;
  readonly group: string | null;
  readonly error: string | null;
  readonly count: number;
  /** Epoch ms of the first and last of them; null = their ids are not times and they do not say. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export interface LetterAnswer extends EntryAnswer {
  readonly letter: Letter;
  /** When it came here or failed; null = not known. */
  readonly at: number | null;
}

export interface LettersAnswer extends Listed<LetterAnswer> {
  /** Entries looked at for this page, matching or not. */
  readonly lookedAt: number;
}
