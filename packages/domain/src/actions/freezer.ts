import type { Archives } from '../archive/archives.ts';
import type { LetterRules } from '../dead-letters/letter-rules.ts';
import type { Past } from '../undo/past.ts';
import type { SeenEntry } from './seen-entry.ts';
import type { StopSign } from './stop-sign.ts';

/** Where planning puts the entries it freezes, in the order they will be worked on. */
export interface Freezer {
  freeze(entries: readonly SeenEntry[]): Promise<void>;
  progress(looked: number): void;
  readonly signal: StopSign;
  /** What was archived, to restore from. */
  readonly archives?: Pick<Archives, 'find' | 'lines'>;
  /** How long before Redis time a consumer counts as live, ms. */
  readonly liveWithinMs: number;
  /** What the journal remembers, for changes that take others back. */
  readonly past: Past;
  /** How dead letters are recognised; absent = as Weir knows them. */
  readonly letters?: LetterRules;
}
