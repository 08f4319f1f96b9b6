import type { ActionKind } from '@weir/domain/actions/action-kind';
import type { Undoes } from '@weir/domain/undo/undoes';
import { definitionOf } from './definition-of.ts';

/** The role a change needs. Taking one back needs what making it needs. */
export function roleFor({ kind, undoes }: { readonly kind: ActionKind; readonly undoes?: Undoes }) {
  return definitionOf(undoes?.kind ?? kind).role;
}
