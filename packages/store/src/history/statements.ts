import type { DatabaseSync, StatementSync } from 'node:sqlite';

const SQL = {
  findSeries:
    'SELECT series FROM series WHERE connection = ? AND kind = ? AND stream = ? AND stream_group = ? AND consumer = ?',
  addSeries: 'INSERT INTO series (connection, kind, stream, stream_group, consumer) VALUES (?, ?, ?, ?, ?)',
  seriesOf: 'SELECT series, kind, stream, stream_group, consumer FROM series WHERE connection = ?',
  consumersOf: `SELECT series, consumer FROM series WHERE connection = ? AND kind = 'consumer' AND stream = ?
    AND stream_group = ? ORDER BY consumer`,
  kindOf: 'SELECT kind FROM series WHERE series = ?',
  seenOn: 'UPDATE series SET seen_day = ?1 WHERE series = ?2 AND seen_day < ?1',
  beginRecording: `INSERT INTO recording (connection, start, end, polls, is_open, has_log, has_minutes)
    VALUES (?, ?, ?, x'', 1, 1, 1)`,
  openRecordings: 'SELECT number, connection, start FROM recording WHERE is_open = 1 ORDER BY number',
  closeRecording: 'UPDATE recording SET polls = ?, start = ?, end = ?, is_open = 0 WHERE number = ?',
  dropRecording: 'DELETE FROM recording WHERE number = ?',
  recordings: `SELECT number, start, end, has_log, has_minutes FROM recording WHERE connection = ? AND is_open = 0
    AND end >= ? AND start <= ? ORDER BY number`,
  firstRecording: 'SELECT start FROM recording WHERE connection = ? ORDER BY start LIMIT 1',
  firstWithLog: 'SELECT start FROM recording WHERE connection = ? AND has_log = 1 ORDER BY start LIMIT 1',
  firstWithMinutes: 'SELECT start FROM recording WHERE connection = ? AND has_minutes = 1 ORDER BY start LIMIT 1',
  pollsOf: 'SELECT polls FROM recording WHERE number = ?',
  putLog: 'INSERT INTO log (place, pack) VALUES (?, ?)',
  logAt: 'SELECT place, pack FROM log WHERE place <= ? AND place >= ? ORDER BY place DESC LIMIT 1',
  logsOf: 'SELECT place, pack FROM log WHERE place BETWEEN ? AND ? ORDER BY place',
  dropLogs: 'DELETE FROM log WHERE place BETWEEN ? AND ?',
  putMinutes: 'INSERT INTO minutes (place, pack) VALUES (?, ?)',
  minutesAt: 'SELECT place, pack FROM minutes WHERE place <= ? AND place >= ? ORDER BY place DESC LIMIT 1',
  minutesOf: 'SELECT place, pack FROM minutes WHERE place BETWEEN ? AND ? ORDER BY place',
  dropMinutes: 'DELETE FROM minutes WHERE place BETWEEN ? AND ?',
  putHours: 'INSERT INTO hours (place, pack) VALUES (?, ?)',
  hoursAt: 'SELECT place, pack FROM hours WHERE place <= ? AND place >= ? ORDER BY place DESC LIMIT 1',
  hoursOf: 'SELECT place, pack FROM hours WHERE place BETWEEN ? AND ? ORDER BY place',
  dropHours: 'DELETE FROM hours WHERE place BETWEEN ? AND ?',
  putHighest: `INSERT INTO highest (place, unread, pending, behind_ms) VALUES (?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET
    unread = max(ifnull(unread, -1), ifnull(excluded.unread, -1)),
    pending = max(ifnull(pending, -1), ifnull(excluded.pending, -1)),
    behind_ms = max(ifnull(behind_ms, -1), ifnull(excluded.behind_ms, -1))`,
  findWording: 'SELECT wording FROM wording WHERE text = ?',
  addWording: 'INSERT INTO wording (text) VALUES (?)',
  wordings: 'SELECT wording, text FROM wording',
  addVerdict: `INSERT OR REPLACE INTO verdict (series, at, level, status, since, sentence, clause, fillings_json, culprit)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  verdictAt: 'SELECT * FROM verdict WHERE series = ? AND at <= ? ORDER BY at DESC LIMIT 1',
  highestIn: `SELECT stream, stream_group, max(CASE ?3 WHEN 'unread' THEN unread WHEN 'pending' THEN pending ELSE behind_ms END) AS highest
    FROM highest JOIN series ON series.series = highest.place % 67108864
    WHERE place BETWEEN ?1 AND ?2 AND connection = ?4 GROUP BY series.series ORDER BY highest DESC LIMIT ?5`,
  putBaseline: 'INSERT OR REPLACE INTO baseline (series, text) VALUES (?, ?)',
  dropBaseline: 'DELETE FROM baseline WHERE series = ?',
  baselinesOf: `SELECT series, stream, stream_group, text FROM baseline JOIN series USING (series)
    WHERE connection = ? AND series > ? ORDER BY series LIMIT ?`,
  addEvent: `INSERT OR IGNORE INTO event
    (connection, at, id, kind, level, status, stream, stream_group, title_json, detail_json)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
} as const;

export type Statements = { readonly [Name in keyof typeof SQL]: StatementSync };

/** Every statement of recording and reading, prepared once: a poll must cost next to nothing. */
export function prepareStatements(file: DatabaseSync): Statements {
  const prepared = Object.entries(SQL).map(([name, sql]) => [name, file.prepare(sql)] as const);
  // Sound: one statement per name of SQL.
  return Object.fromEntries(prepared) as Statements;
}
