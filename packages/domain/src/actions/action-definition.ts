import type { UndoRule } from '../undo/undo-rule.ts';
import type { InputOf } from './action-input.ts';
import type { ActionKind } from './action-kind.ts';
import type { Freezer } from './freezer.ts';
import type { Look } from './look.ts';
import type { Draft, Plan } from './plan.ts';
import type { Work } from './work.ts';

/** One row of the catalogue: everything Weir knows of an action except how Redis is told and how it looks. */
export interface ActionDefinition<K extends ActionKind> {
  readonly kind: K;
  /** The word on buttons, in jobs and records. */
  readonly title: string;
  /** What a finished one says: "claimed", "removed". */
  readonly past: string;
  /** 1 can be taken back; 2 loses a little; 3 loses or repeats much. */
  readonly risk: (input: InputOf<K>, work?: Work | null) => 1 | 2 | 3;
  readonly role: 'operator' | 'maintainer';
  /** Commands the account must be allowed, with the keys they touch. */
  readonly needs: (
    input: InputOf<K>,
    work?: Work | null,
  ) => readonly { readonly commands: readonly string[]; readonly keys: readonly string[] }[];
  /** Looks, counts and freezes. Changes nothing. */
  draft(look: Look, input: InputOf<K>, freezer: Freezer): Promise<Draft>;
  /** The differences that forbid to apply the plan now, as sentences; none = it may be applied. */
  moved(look: Look, plan: Plan): Promise<readonly string[]>;
  /** Whether two inputs mean the same change, for "this was done before". */
  readonly sameAim: (a: InputOf<K>, b: InputOf<K>) => boolean;
  /** How it is taken back, or why not. */
  readonly undo: UndoRule;
  /** What the audit log keeps of a plan, where that is not all of it: it never forgets, and payload may have to be. */
  readonly recorded?: (plan: Plan) => {
    readonly input: unknown;
    readonly preview: unknown;
    readonly commands: readonly string[];
  };
}
