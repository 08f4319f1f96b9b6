import type { AlertRule, AlertSubject, Severity } from '../alerts/alert-rule.ts';
import type { Episode } from '../alerts/back-test.ts';
import type { ChannelKind, ChannelTarget, QuietHours } from '../alerts/channel.ts';
import type { Delivery } from '../alerts/delivery.ts';
import type { Snooze } from '../alerts/incident.ts';
import type { Rendered } from '../alerts/render-message.ts';
import type { Listed } from './answers.ts';

// What the procedures `alerts.*` answer. Times are epoch ms of Redis time; durations end in Ms.

/** An incident as lists show it. */
export interface AlertAnswer extends AlertSubject {
  readonly incidentId: string;
  readonly ruleId: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly state: 'firing' | 'resolved';
  readonly finding: string;
  readonly detail: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly closedBecause: string;
  /** Keeps its messages back now; null = none does. */
  readonly snooze: Snooze | null;
  /** Since when, and why, it is not known whether it still is so; null = it is known. */
  readonly unknown: { readonly since: number; readonly because: string } | null;
  /** It is no longer so since then, but not for long enough yet; null = it is so. */
  readonly clearSince: number | null;
  readonly told: { readonly sent: number; readonly waiting: number; readonly failed: number };
  /** Channels that are on and that its rule tells now. */
  readonly channels: number;
}

export interface AlertListAnswer extends Listed<AlertAnswer> {
  /** Why alerts do not work at the moment; '' = they do. */
  readonly trouble: string;
}

/** What every page needs to know. */
export interface AlertSummaryAnswer {
  readonly critical: number;
  readonly warning: number;
  /** Of those that fire: how many are snoozed. */
  readonly snoozed: number;
  readonly snoozes: readonly Snooze[];
  readonly trouble: string;
}

export interface DeliveryAnswer extends Delivery {
  readonly channel: string;
}

export interface AlertDetail extends AlertAnswer {
  readonly connection: string;
  readonly deliveries: readonly DeliveryAnswer[];
  /** All there were of it or of its group since it fired. */
  readonly snoozes: readonly Snooze[];
}

export interface AlertRuleAnswer {
  readonly rule: AlertRule;
  /** "A group is behind by more than 1 m for 2 m" */
  readonly words: string;
  readonly subjects: string;
  readonly firing: number;
  readonly pending: number;
  /** Standing ones of which it is not known now whether they are so. */
  readonly unknown: number;
  /** How often it fired in seven days. */
  readonly fired: number;
}

export interface AlertRulesAnswer extends Listed<AlertRuleAnswer> {
  readonly channels: readonly ChannelAnswer[];
  readonly trouble: string;
}

/** A channel without its secrets. */
export interface ChannelAnswer {
  readonly channelId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly kind: ChannelKind;
  /** "hooks.example.org/…", "ops@example.org through mail:587". */
  readonly to: string;
  readonly quiet: QuietHours | null;
  /** What of the target is no secret, for its form. */
  readonly email: Omit<Extract<ChannelTarget, { kind: 'email' }>, 'kind' | 'password'> | null;
  /** The newest try; null = nothing was sent yet. */
  readonly last: { readonly at: number; readonly state: Delivery['state']; readonly trouble: string } | null;
}

export interface ChannelTestAnswer {
  readonly ok: boolean;
  /** What went wrong; '' = it arrived. */
  readonly sentence: string;
  readonly sent: Rendered;
}

export interface PreviewAnswer {
  readonly title: string;
  readonly message: Rendered;
}

/** A time in which a rule would have fired for one subject; `peak` is the worst figure in it, null = it is about a state. */
export interface TriedEpisode extends AlertSubject, Episode {
  readonly peak: number | null;
}

/** How far back a rule is tried. */
export const BACK_TEST_SPANS = ['1h', '24h', '7d'] as const;
export type BackTestSpan = (typeof BACK_TEST_SPANS)[number];

/** What a rule would have done on what was recorded. */
export interface BackTestAnswer {
  /** The time that was looked at; less than was asked for where less was recorded. */
  readonly from: number;
  readonly to: number;
  readonly asked: BackTestSpan;
  /** Of each so many ms the lowest and highest figure were looked at, or the state; 0 = every sample. */
  readonly stepMs: number;
  /** How much of that time nothing was recorded of. */
  readonly unrecordedMs: number;
  readonly subjects: number;
  /** There are more subjects than were looked at. */
  readonly leftOut: boolean;
  readonly fired: number;
  readonly firedMs: number;
  /** How often it would have fired if it had to hold for `longerMs`. */
  readonly ifLonger: number;
  readonly longerMs: number;
  /** Newest first, at most 50. */
  readonly episodes: readonly TriedEpisode[];
  /** The worst figure of all subjects over time, or how many were in the state; null = nothing is known of then. */
  readonly points: readonly (readonly [t: number, v: number | null])[];
  /** Why it cannot be tried; '' = it was. */
  readonly because: string;
}
