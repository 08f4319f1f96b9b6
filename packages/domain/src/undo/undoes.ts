import type { ActionKind } from '../actions/action-kind.ts';

/** Which change an undo takes back. */
export interface Undoes {
  readonly jobId: string;
  readonly auditId: string;
  readonly kind: ActionKind;
  readonly group: string | null;
}
