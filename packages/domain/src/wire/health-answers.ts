import type { Usual } from '../health/hourly-usual.ts';
import type { Known } from '../known/known.ts';
import type { LimitRule, SettableLimit } from '../health/limit-rules.ts';
import type { GroupStatus, Level } from '../health/status.ts';
import type { SamplesUsed } from '../health/samples-used.ts';
import type { Sentence } from './sentence.ts';

/** One limit of a group: what counts, and where it comes from. */
export interface LimitAnswer {
  readonly limit: SettableLimit;
  readonly value: number;
  readonly standard: number;
  readonly least: number;
  readonly most: number;
  /** The rule that sets it; null = the default. */
  readonly rule: LimitRule | null;
}

/** How one group is judged. */
export interface GroupLimitsAnswer {
  readonly limits: readonly LimitAnswer[];
  /** Rules that fit this group, the most precise last. */
  readonly rules: readonly LimitRule[];
  /** What is known of the group's own past, and since when; null = not known yet. Redis time, epoch ms. */
  readonly usual: UsualAnswer;
}

export interface UsualAnswer {
  readonly watchedSince: number;
  /** How long an entry is in hand as a rule, ms. */
  readonly handlingMs: number | null;
  /** Entries that usually come in per second at this hour of the day, and from how many days that is known. */
  readonly inThisHour: Known<Usual>;
  /** The longest time a consumer that is alive went without a call in the last day, ms. */
  readonly longestGapMs: number | null;
  readonly longestGapBy: string;
  /** False where the server shows only calls that got something: a gap may be waiting. */
  readonly callsSeen: boolean;
  /** Learned habit of reading in batches, ms. */
  readonly pauseMs: number | null;
}

/** What would be said now, with other limits. */
export interface LimitsPreview {
  readonly now: JudgedAs;
  readonly would: JudgedAs;
  /** Groups the patterns reach, and those of them that would be judged otherwise (the first 20 by name). */
  readonly reaches: number;
  readonly otherwise: readonly {
    readonly stream: string;
    readonly group: string;
    readonly now: GroupStatus;
    readonly would: GroupStatus;
  }[];
  readonly otherwiseCount: number;
  /** The most that are judged for a preview; more than that are reached and not tried. */
  readonly tried: number;
}

export interface JudgedAs {
  readonly status: GroupStatus;
  readonly level: Level;
  readonly sentence: Sentence;
  /** Rules that fire, with what they are taken from. */
  readonly fired: readonly { readonly title: string; readonly evidence: Sentence; readonly samples: SamplesUsed }[];
}
