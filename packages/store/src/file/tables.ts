import type { Generated, Kysely } from 'kysely';
import type { AlertTables } from './alert-tables.ts';

/** Times are epoch ms. `*_json` is text, so that SQLite and PostgreSQL keep it alike. */
export interface Tables extends AlertTables {
  readonly plan: { readonly plan_id: string; readonly expires_at: number; readonly plan_json: string };
  readonly frozen: {
    readonly plan_id: string;
    /** Place of its first entry in the whole set. */
    readonly first: number;
    readonly count: number;
    readonly at: number;
    readonly packed: Uint8Array;
  };
  readonly job: JobTable;
  readonly job_line: {
    readonly number: Generated<number>;
    readonly job_id: string;
    readonly at: number;
    readonly level: string;
    readonly text: string;
  };
  readonly settled: {
    readonly job_id: string;
    readonly number: number;
    readonly at: number;
    readonly done: number;
    readonly first_id: string | null;
    readonly last_id: string | null;
    readonly skipped_json: string;
    /** Redis TIME between which it ran; null = not noted. */
    readonly ran_at_json: string | null;
  };
  readonly audit: AuditTable;
  readonly policy: {
    readonly policy_id: string;
    readonly connection: string;
    readonly name: string;
    readonly policy_json: string;
  };
  readonly policy_run: {
    readonly number: Generated<number>;
    readonly run_id: string;
    readonly policy_id: string;
    readonly connection: string;
    readonly stream: string;
    readonly stream_group: string | null;
    readonly due_at: number;
    readonly outcome: string | null;
    readonly run_json: string;
  };
  readonly policy_dry_run: {
    readonly dry_run_id: string;
    readonly fingerprint: string;
    readonly actor: string;
    readonly at: number;
  };
  readonly policy_lease: {
    readonly name: string;
    readonly holder: string;
    readonly token: number;
    readonly until_at: number;
  };
  readonly policy_hold_up: { readonly because: string };
  readonly health_rule: {
    readonly rule_id: string;
    readonly connection: string;
    readonly stream: string;
    readonly stream_group: string;
    readonly rule_json: string;
  };
  readonly probe: { readonly filling: Uint8Array };
}

export interface JobTable {
  /** Counts up in the order of beginning. */
  readonly number: Generated<number>;
  readonly job_id: string;
  readonly plan_id: string;
  readonly connection: string;
  readonly stream: string;
  readonly kind: string;
  readonly state: string;
  readonly because: string;
  readonly outcome: string | null;
  readonly rate_per_second: number | null;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  /** What never changes. */
  readonly fixed_json: string;
  readonly checkpoint_json: string;
  readonly open_json: string | null;
  readonly lineage_json: string | null;
  readonly later_json: string | null;
  /** The job this one takes back. */
  readonly undoes: string | null;
}

/** The chain, only ever added to. The columns behind `hash` repeat what the body says, to search by. */
export interface AuditTable {
  readonly sequence: number;
  readonly body_json: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly type: string;
  readonly audit_id: string;
  readonly at: number;
  readonly connection: string | null;
  readonly stream: string | null;
  readonly stream_group: string | null;
  readonly actor: string | null;
  readonly action: string | null;
  readonly outcome: string | null;
  readonly search_text: string | null;
}

export type Database = Kysely<Tables>;
