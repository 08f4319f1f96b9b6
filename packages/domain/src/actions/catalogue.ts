import { acknowledge } from './acknowledge.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { ActionKind } from './action-kind.ts';
import { claim } from './claim.ts';
import { replay } from './replay.ts';
import { trim } from './trim.ts';

/** Every change Weir can make. A new kind is not complete until it has its row here; the compiler asks for it. */
export const ACTIONS: { readonly [K in ActionKind]: ActionDefinition<K> } = { claim, acknowledge, trim, replay };
