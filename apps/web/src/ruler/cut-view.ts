import { parseEntryId } from '@weir/domain/entries/entry-id';
import type { Placement } from './scale.ts';

/** What a trim would do to the log, by ids. */
export interface Cut {
  /** The first entry that would stay by the rule alone; null = none would. */
  readonly asked: string | null;
  /** The first entry that stays after the guard; null = none does. */
  readonly bound: string | null;
  /** False: the guard is off, and what is still needed goes too. */
  readonly guarded: boolean;
}

export interface CutView {
  /** Where the handle stands, 0…1. */
  readonly handle: number;
  /** Right end of what is removed, 0…1. */
  readonly removesTo: number;
  /** The part that was asked for and that a group still needs; null = there is none. */
  readonly conflict: { readonly from: number; readonly to: number } | null;
}

/** `safeTo` is the right end of what no group needs, 0…1; null = nothing, or it is not known. */
export function cutView({ asked, bound, guarded }: Cut, safeTo: number | null, place: Placement): CutView {
  const at = (id: string | null) => {
    const parsed = id === null ? undefined : parseEntryId(id);
    return parsed === undefined ? 1 : place(parsed);
  };
  const handle = at(asked);
  const removesTo = at(bound);
  const needed = guarded ? removesTo : (safeTo ?? 0);
  return { handle, removesTo, conflict: handle > needed ? { from: needed, to: handle } : null };
}
