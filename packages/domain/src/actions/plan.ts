import type { Undoes } from '../undo/undoes.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionInput } from './action-input.ts';
import type { ActionKind } from './action-kind.ts';
import type { Preview } from './preview.ts';
import type { Work } from './work.ts';

/** What planning finds out; the same for every kind, `preview` apart. */
export interface Draft {
  /** "Claim 1,284 entries": dialog title and button. */
  readonly title: string;
  readonly affects: { readonly count: number; readonly exact: boolean };
  readonly groups: readonly GroupEffect[];
  /** At most two, the ones that matter. */
  readonly warnings: readonly Sentence[];
  /** The same thing in redis-cli, line by line. */
  readonly commands: readonly string[];
  readonly preview: Preview;
  /** What must still hold when the plan is applied. */
  readonly basis: Basis;
  /** Absent = nothing to do, or it may not be done: `refusal` says why. */
  readonly work: Work | null;
  readonly refusal: Sentence | null;
  /** The same change was made before; to make it again has to be said. */
  readonly doneBefore?: true;
  /** The name to type before it can be applied; null = none. */
  readonly typeName: string | null;
  /** undo: another stream than the one that was asked about gets the entries. */
  readonly into?: string;
  /** undo: the change it takes back. */
  readonly undoes?: Undoes;
}

/** A plan is never changed after it was made; what it freezes is looked up by its id. */
export interface Plan extends Draft {
  readonly planId: string;
  readonly fingerprint: string;
  readonly kind: ActionKind;
  readonly connection: string;
  readonly stream: string;
  readonly group: string | null;
  readonly input: ActionInput;
  readonly actor: string;
  /** This machine's clock, epoch ms. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Redis TIME when the set was frozen, epoch ms. */
  readonly seenAt: number;
}

/** What a change means for one group. */
export interface GroupEffect {
  readonly group: string;
  readonly effect: 'none' | 'loses-unread' | 'loses-pending' | 'reads-again' | 'skips' | 'reads-new' | 'holds-back';
  /** Entries, where it can be counted. */
  readonly entries: { readonly count: number; readonly exact: boolean } | null;
  readonly sentence: Sentence;
}

/** What the plan stands on. Compared field by field at apply; each difference becomes a sentence. */
export interface Basis {
  /** Null fields are not looked at. */
  readonly streamLastId: string | null;
  readonly groupPosition: string | null;
  /** Entries read up to there, when the plan moves the group; null = Redis lost count. */
  readonly groupEntriesRead?: number | null;
  /** The stream must be the same incarnation: its last generated id may only grow, its entries-added too. */
  readonly lastGeneratedId: string;
  readonly entriesAdded: number | null;
  readonly targetState: 'none' | 'stream' | null;
}
