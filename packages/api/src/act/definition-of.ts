import type { ActionDefinition } from '@weir/domain/actions/action-definition';
import type { ActionKind } from '@weir/domain/actions/action-kind';
import { ACTIONS } from '@weir/domain/actions/catalogue';

/** The row of the catalogue for an input whose kind is not known when this is compiled. */
export function definitionOf(kind: ActionKind): ActionDefinition<ActionKind> {
  // Sound as long as it is only given inputs of that very kind, which is what `kind` was read from.
  return ACTIONS[kind] as unknown as ActionDefinition<ActionKind>;
}
