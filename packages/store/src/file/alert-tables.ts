import type { Generated } from 'kysely';

/** Times are epoch ms of Redis time. `*_json` is text; the columns beside it repeat what is searched by. */
export interface AlertTables {
  readonly alert_rule: { readonly rule_id: string; readonly connection: string; readonly rule_json: string };
  /** Connections that were given the rules one starts with. */
  readonly alert_seeded: { readonly connection: string };
  /** With the secrets of its target: the file is its owner's alone. */
  readonly alert_channel: { readonly channel_id: string; readonly channel_json: string };
  readonly alert_snooze: {
    readonly snooze_id: string;
    readonly connection: string;
    readonly ends_at: number;
    readonly snooze_json: string;
  };
  readonly incident: IncidentTable;
  readonly delivery: DeliveryTable;
}

export interface IncidentTable {
  /** Counts up in the order of firing. */
  readonly number: Generated<number>;
  readonly incident_id: string;
  readonly connection: string;
  readonly rule_id: string;
  /** Stream and group as JSON, so that none of them is taken for another. */
  readonly subject: string;
  readonly opened_at: number;
  readonly closed_at: number | null;
  readonly closed_because: string;
  /** What never changes. */
  readonly fixed_json: string;
}

export interface DeliveryTable {
  readonly incident_id: string;
  readonly channel_id: string;
  readonly kind: string;
  readonly number: number;
  readonly state: string;
  readonly claimed_by: string;
  readonly attempts: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly claimed_until: number;
  readonly next_try_at: number;
  readonly trouble: string;
}
