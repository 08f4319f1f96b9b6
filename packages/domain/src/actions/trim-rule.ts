import type { EntryId } from '../entries/entry-id.ts';

/** What a trim keeps. */
export type TrimRule =
  | { readonly keep: 'newest'; readonly entries: number }
  /** Younger than so long before Redis' own clock; ids must be times. */
  | { readonly keep: 'younger'; readonly thanMs: number }
  | { readonly keep: 'from'; readonly id: EntryId }
  /** What fits under so many bytes, by what Redis says the stream uses. */
  | { readonly keep: 'bytes'; readonly bytes: number }
  /** Only what some group has not read or not acknowledged. */
  | { readonly keep: 'needed' };

/** What a step is told: bytes were turned into a number of entries when the plan was made. */
export type StepRule = Exclude<TrimRule, { readonly keep: 'bytes' }>;

/** Groups that are not waited for because nobody called in their name for so long; looked at again in every step. */
export interface Ignored {
  readonly groups: readonly string[];
  readonly unseenMs: number;
}
