import type { Skipped, SkipReason } from '../actions/call.ts';

/** The part of the preview that differs from kind to kind. */
export interface UndoShows {
  /** Who has them now → who had them before, most first. null = nobody: they were acknowledged, or are not there. */
  readonly moves: readonly { readonly now: string | null; readonly before: string | null; readonly count: number }[];
  /** Single figures, as they are now and as they were. */
  readonly figures: readonly { readonly what: string; readonly now: string; readonly before: string }[];
  readonly stays: StaysAsIs;
}

/** What an undo leaves as it is, and why. */
export interface StaysAsIs {
  readonly reasons: readonly { readonly reason: SkipReason; readonly count: number }[];
  /** The first of them. */
  readonly sample: readonly Skipped[];
}
