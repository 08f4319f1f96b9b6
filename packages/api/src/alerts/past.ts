import type { Sight } from '@weir/domain/alerts/advance';
import type { AlertMetric, AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import type { PastMetric } from '@weir/domain/history/history';

/** What was recorded of one subject: at each moment a figure if the rule is about one, and what the rule sees in it. */
export type Recorded = readonly (readonly [at: number, figure: number | null, sight: Sight])[];

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The time a rule is tried on. */
export interface Past extends Range {
  /** Of each so many ms the lowest and highest figure are there, or the state; 0 = every sample. */
  readonly stepMs: number;
  readonly unrecordedMs: number;
  /** What was recorded of these subjects, in their order. */
  of(subjects: readonly AlertSubject[], rule: AlertRule): Promise<readonly Recorded[]>;
}

export const NOT_SEEN: Sight = { known: false, because: 'not recorded then' };

/** What the figure of a rule is called in the samples. */
export const PAST_METRICS: Readonly<Record<AlertMetric, PastMetric>> = {
  behindMs: 'behindMs',
  unread: 'unread',
  pending: 'pending',
  oldestPendingMs: 'oldestPendingMs',
  deliveries: 'deliveries',
  inPerSecond: 'inPerSecond',
  outPerSecond: 'outPerSecond',
  length: 'length',
  memoryBytes: 'memoryBytes',
  memoryShare: 'memoryBytes',
  consumers: 'consumers',
  // Not asked for: it is not in the samples, and that is said.
  quietMs: 'length',
};
