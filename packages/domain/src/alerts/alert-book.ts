import type { AuditEntry } from '../audit/audit-record.ts';
import type { AlertRule, Severity } from './alert-rule.ts';
import type { Channel } from './channel.ts';
import type { Delivery, Notice } from './delivery.ts';
import type { Incident, Snooze } from './incident.ts';

/** A change of what somebody set, with its records in the audit log: both are written, or neither is. */
export type Recorded = readonly AuditEntry[];

export interface IncidentPage {
  readonly connection: string;
  readonly open: boolean;
  readonly limit: number;
  /** What comes after this one in the list. */
  readonly after?: IncidentPlace | undefined;
}

/** Where an incident stands in its list: open ones by severity, critical ones first, and then newest first; the others newest first. */
export interface IncidentPlace {
  readonly severity: Severity;
  readonly number: number;
}

export type IncidentEnd = Pick<Incident, 'incidentId' | 'closedBecause'> & { readonly closedAt: number };

/** An incident in its place in the list, which counts up in the order in which they fired. */
export type ListedIncident = Incident & { readonly number: number };

/** More fire at once only in a calamity; those that are told of are the newest. */
export const MOST_RECENT = 5_000;

/**
 * What is remembered of alerts. Several Weirs may share it: opening an incident that is open, and claiming a notice that is
 * claimed, is left to whoever came first.
 */
export interface AlertBook {
  /** Writes the rules a connection starts with, the first time it is seen and never again. */
  seedAlertRules(connection: string, rules: readonly AlertRule[]): Promise<void>;
  saveAlertRule(rule: AlertRule, audit: Recorded): Promise<void>;
  removeAlertRule(ruleId: string, audit: Recorded): Promise<void>;
  saveChannel(channel: Channel, audit: Recorded): Promise<void>;
  removeChannel(channelId: string, audit: Recorded): Promise<void>;
  saveSnooze(snooze: Snooze, audit: Recorded): Promise<void>;
  endSnooze(snoozeId: string, until: number, audit: Recorded): Promise<void>;
  /** The incidents as they stand, in the same order: of each this one, or the one open already for its rule and subject. */
  openIncidents(incidents: readonly Incident[]): Promise<readonly Incident[]>;
  /** Those that are closed already stay as they are. */
  closeIncidents(ends: readonly IncidentEnd[]): Promise<void>;
  /** Takes those of these notices that are free, for `by` until `until`; what it answers is taken by nobody else. */
  claimNotices(notices: readonly Notice[], by: string, now: number, until: number): Promise<readonly Delivery[]>;
  settleDeliveries(deliveries: readonly Delivery[]): Promise<void>;

  alertRules(connection?: string): Promise<readonly AlertRule[]>;
  channels(): Promise<readonly Channel[]>;
  /** Those that end after `after`. */
  snoozes(after: number): Promise<readonly Snooze[]>;
  incidents(page: IncidentPage): Promise<readonly ListedIncident[]>;
  incident(incidentId: string): Promise<ListedIncident | undefined>;
  /** Open ones, and those closed at or after `closedSince`: the newest `MOST_RECENT` of what there may be something to tell of. */
  recentIncidents(closedSince: number): Promise<readonly Incident[]>;
  deliveriesOf(incidentIds: readonly string[]): Promise<readonly Delivery[]>;
  /** Newest first, of one channel. */
  deliveriesTo(channelId: string, limit: number): Promise<readonly Delivery[]>;
  /** How often each rule fired since then. */
  firedSince(connection: string, since: number): Promise<Readonly<Record<string, number>>>;
}
