import type { Sentence } from '../wire/sentence.ts';
import type { GroupStatus, Level } from './status.ts';

/** The verdict on one group at one moment, with its proof. */
export interface Judgement {
  readonly level: Level;
  readonly status: GroupStatus;
  /** Redis time (epoch ms) since when this status holds. */
  readonly since: number;
  /** The row's sentence; empty while healthy or idle. */
  readonly sentence: Sentence;
  /** One clause naming the culprit for the verdict line, e.g. "1,284 entries are stuck behind the dead consumer worker-7". */
  readonly clause: Sentence;
  /** Every rule in catalogue order: the ones that fired and the ones ruled out, each with evidence. */
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly rule: string;
  /** The rule's words on screen, e.g. "Dead consumer". */
  readonly title: string;
  readonly verdict: 'fired' | 'ruled-out' | 'unknown';
  readonly evidence: Sentence;
  readonly level: Level;
  /** What the operator can do next; absent when the rule did not fire. */
  readonly advice?: Sentence;
  /** What has to be seen for this to be over; absent when the rule did not fire. */
  readonly healthyWhen?: Sentence;
  /** Where that is done. */
  readonly subject?: { readonly consumer?: string; readonly entryId?: string };
}
