/**
 * The history's file, oldest version first; rules as for the store's migrations. A file of a version in
 * `FORMS_NOT_READ` is not brought up to date but put aside.
 *
 * Rows of `log`, `minutes` and `hours` are keyed by recording and first series in one number, those of `highest` by day
 * and series (see series-place.ts): what is written together lies together, nothing is ever moved to make room, and
 * what is too old goes as one stretch.
 */
export const HISTORY_MIGRATIONS: readonly string[] = [
  // Version 1 kept every series of every hour in a row of its own, 2 and 3 every poll's changes in one.
  '',
  '',
  '',
  `
  CREATE TABLE series (
    series INTEGER PRIMARY KEY AUTOINCREMENT, connection TEXT NOT NULL, kind TEXT NOT NULL, stream TEXT NOT NULL,
    stream_group TEXT NOT NULL, consumer TEXT NOT NULL, seen_day INTEGER NOT NULL DEFAULT 0
  );
  CREATE UNIQUE INDEX series_name ON series (connection, kind, stream, stream_group, consumer);
  CREATE TABLE recording (
    number INTEGER PRIMARY KEY AUTOINCREMENT, connection TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    is_open INTEGER NOT NULL, has_log INTEGER NOT NULL, has_minutes INTEGER NOT NULL, polls BLOB NOT NULL
  );
  CREATE INDEX recording_time ON recording (connection, start);
  CREATE TABLE log (place INTEGER PRIMARY KEY, pack BLOB NOT NULL);
  CREATE TABLE minutes (place INTEGER PRIMARY KEY, pack BLOB NOT NULL);
  CREATE TABLE hours (place INTEGER PRIMARY KEY, pack BLOB NOT NULL);
  CREATE TABLE highest (place INTEGER PRIMARY KEY, unread INTEGER, pending INTEGER, behind_ms INTEGER);
  -- The time up to which letting go has come; see retention.ts.
  CREATE TABLE reckoned (at INTEGER NOT NULL);
  CREATE TABLE wording (wording INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE);
  CREATE TABLE verdict (
    series INTEGER NOT NULL, at INTEGER NOT NULL, level TEXT NOT NULL, status TEXT NOT NULL, since INTEGER NOT NULL,
    sentence INTEGER NOT NULL, clause INTEGER NOT NULL, fillings_json TEXT NOT NULL, culprit TEXT NOT NULL,
    PRIMARY KEY (series, at)
  ) WITHOUT ROWID;
  CREATE TABLE event (
    connection TEXT NOT NULL, at INTEGER NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
    status TEXT, stream TEXT NOT NULL, stream_group TEXT NOT NULL, title_json TEXT NOT NULL, detail_json TEXT NOT NULL,
    PRIMARY KEY (connection, at, id)
  ) WITHOUT ROWID;
  CREATE INDEX event_place ON event (connection, stream, stream_group, at, id);
  CREATE TABLE baseline (series INTEGER PRIMARY KEY, text TEXT NOT NULL);
  `,
];

export const FORMS_NOT_READ: readonly number[] = [1, 2, 3];
