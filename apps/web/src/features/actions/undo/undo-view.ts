import type { Skipped } from '@weir/domain/actions/call';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { Sentence } from '@weir/domain/wire/sentence';

export type UndoPreview = Extract<ReadyPlan['preview'], { of: 'undo' }>;

/** What the dialog calls one row: who has the entries now, who had them, how many. */
export interface UndoMove {
  readonly key: string;
  /** null = nobody: they are not pending. */
  readonly from: string | null;
  readonly to: string;
  readonly count: number;
}

/** Who gets how many back; of many the first, and how many entries the others are. */
export function undoMoves({ moves }: UndoPreview, count: number): { rows: readonly UndoMove[]; others: number } {
  const rows = moves.map(({ now, before, count: some }) => ({
    key: JSON.stringify([now, before]),
    from: now,
    to: before ?? '',
    count: some,
  }));
  return { rows, others: count - rows.reduce((sum, row) => sum + row.count, 0) };
}

/** What is left as it is, and the first of them one by one. */
export function leftAsItIs({ stays }: UndoPreview): { readonly total: number; readonly sample: readonly Skipped[] } {
  return { total: stays.reasons.reduce((sum, { count }) => sum + count, 0), sample: stays.sample };
}

/** What happens, one sentence each: what the plan says of its groups. */
export function undoHappenings(plan: Pick<ReadyPlan, 'groups'>): readonly Sentence[] {
  return plan.groups.map(({ sentence }) => sentence);
}
