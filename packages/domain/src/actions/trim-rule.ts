import type { EntryId } from '../entries/entry-id.ts';

/** What a trim keeps. */
export type TrimRule =
  | { readonly keep: 'newest'; readonly entries: number }
  /** Younger than so long before Redis' own clock; ids must be times. */
  | { readonly keep: 'younger'; readonly thanMs: number }
  | { readonly keep: 'from'; readonly id: EntryId }
  /** Only what some group has not read or not acknowledged. */
  | { readonly keep: 'needed' };
