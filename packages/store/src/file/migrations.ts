/**
 * The file's history, oldest first: each runs once, in a transaction of its own, and is never edited after a release.
 * PRAGMA user_version is how many have run.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE plan (plan_id TEXT PRIMARY KEY, expires_at INTEGER NOT NULL, plan_json TEXT NOT NULL);
  CREATE INDEX plan_expires ON plan (expires_at);
  CREATE TABLE frozen (
    plan_id TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, at INTEGER NOT NULL, packed BLOB NOT NULL,
    PRIMARY KEY (plan_id, first)
  );
  CREATE TABLE job (
    number INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL UNIQUE, plan_id TEXT NOT NULL UNIQUE,
    connection TEXT NOT NULL, stream TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, because TEXT NOT NULL,
    outcome TEXT, rate_per_second REAL, created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER,
    fixed_json TEXT NOT NULL, checkpoint_json TEXT NOT NULL, open_json TEXT, lineage_json TEXT, later_json TEXT
  );
  CREATE UNIQUE INDEX job_at_work ON job (connection, stream, kind) WHERE ended_at IS NULL;
  CREATE TABLE job_line (
    number INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL REFERENCES job (job_id), at INTEGER NOT NULL,
    level TEXT NOT NULL, text TEXT NOT NULL
  );
  CREATE INDEX job_line_job ON job_line (job_id, number);
  CREATE TABLE settled (
    job_id TEXT NOT NULL REFERENCES job (job_id), number INTEGER NOT NULL, at INTEGER NOT NULL, done INTEGER NOT NULL,
    first_id TEXT, last_id TEXT, skipped_json TEXT NOT NULL, PRIMARY KEY (job_id, number)
  );
  CREATE TABLE probe (filling BLOB NOT NULL);
  `,
  `
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, body_json TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
    type TEXT NOT NULL, audit_id TEXT NOT NULL, at INTEGER NOT NULL, connection TEXT, stream TEXT, stream_group TEXT,
    actor TEXT, action TEXT, outcome TEXT, search_text TEXT
  );
  CREATE INDEX audit_change ON audit (audit_id, type);
  CREATE INDEX audit_begun ON audit (sequence) WHERE type = 'begun';
  CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
  CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END;
  -- INSERT OR REPLACE would remove without asking the trigger above.
  CREATE TRIGGER audit_grows BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'audit records are never replaced'); END;
  `,
  `
  ALTER TABLE job ADD COLUMN undoes TEXT;
  CREATE INDEX job_undoes ON job (undoes) WHERE undoes IS NOT NULL;
  ALTER TABLE settled ADD COLUMN ran_at_json TEXT;
  `,
  `
  CREATE TABLE alert_rule (rule_id TEXT PRIMARY KEY, connection TEXT NOT NULL, rule_json TEXT NOT NULL);
  CREATE TABLE alert_seeded (connection TEXT PRIMARY KEY);
  CREATE TABLE alert_channel (channel_id TEXT PRIMARY KEY, channel_json TEXT NOT NULL);
  CREATE TABLE alert_snooze (
    snooze_id TEXT PRIMARY KEY, connection TEXT NOT NULL, ends_at INTEGER NOT NULL, snooze_json TEXT NOT NULL
  );
  CREATE INDEX alert_snooze_end ON alert_snooze (ends_at);
  CREATE TABLE incident (
    number INTEGER PRIMARY KEY AUTOINCREMENT, incident_id TEXT NOT NULL UNIQUE, connection TEXT NOT NULL,
    rule_id TEXT NOT NULL, subject TEXT NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER,
    closed_because TEXT NOT NULL, fixed_json TEXT NOT NULL
  );
  -- What makes one incident of two that several Weirs see at the same time.
  CREATE UNIQUE INDEX incident_open ON incident (rule_id, subject) WHERE closed_at IS NULL;
  CREATE INDEX incident_closed ON incident (closed_at);
  CREATE INDEX incident_rule ON incident (connection, rule_id, opened_at);
  CREATE TABLE delivery (
    incident_id TEXT NOT NULL REFERENCES incident (incident_id), channel_id TEXT NOT NULL, kind TEXT NOT NULL,
    number INTEGER NOT NULL, state TEXT NOT NULL, claimed_by TEXT NOT NULL, attempts INTEGER NOT NULL,
    first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, claimed_until INTEGER NOT NULL, next_try_at INTEGER NOT NULL,
    trouble TEXT NOT NULL, PRIMARY KEY (incident_id, channel_id, kind, number)
  );
  CREATE INDEX delivery_channel ON delivery (channel_id, last_at);
  `,
  `
  CREATE TABLE policy (
    policy_id TEXT PRIMARY KEY, connection TEXT NOT NULL, name TEXT NOT NULL, policy_json TEXT NOT NULL,
    UNIQUE (connection, name)
  );
  CREATE TABLE policy_run (
    number INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL UNIQUE, policy_id TEXT NOT NULL,
    connection TEXT NOT NULL, stream TEXT NOT NULL, due_at INTEGER NOT NULL, outcome TEXT, run_json TEXT NOT NULL
  );
  CREATE INDEX policy_run_policy ON policy_run (policy_id, number);
  CREATE INDEX policy_run_stream ON policy_run (connection, stream, number);
  CREATE UNIQUE INDEX policy_run_once ON policy_run (policy_id, stream, due_at)
    WHERE outcome IS NULL OR outcome <> 'interrupted';
  CREATE TABLE policy_dry_run (dry_run_id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE policy_lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL, until_at INTEGER NOT NULL);
  CREATE TABLE policy_hold_up (because TEXT NOT NULL);
  `,
  `
  CREATE TABLE health_rule (
    rule_id TEXT PRIMARY KEY, connection TEXT NOT NULL, stream TEXT NOT NULL, stream_group TEXT NOT NULL,
    rule_json TEXT NOT NULL, UNIQUE (connection, stream, stream_group)
  );
  `,
  `
  ALTER TABLE policy_run ADD COLUMN stream_group TEXT;
  DROP INDEX policy_run_once;
  -- To an index two that are NULL are not the same; a group may be called ''.
  CREATE UNIQUE INDEX policy_run_once ON policy_run (policy_id, stream, coalesce('g' || stream_group, ''), due_at)
    WHERE outcome IS NULL OR outcome <> 'interrupted';
  `,
];
