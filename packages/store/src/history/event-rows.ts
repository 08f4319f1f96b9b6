import type { DatabaseSync } from 'node:sqlite';
import type { EventsWanted } from '@weir/domain/history/history';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Sentence } from '@weir/domain/wire/sentence';
import type { Statements } from './statements.ts';

export function addEvents({ addEvent }: Statements, connection: string, events: readonly WeirEvent[]): void {
  for (const { at, id, kind, level, status = null, stream, group, title, detail } of events) {
    const [said, more] = [JSON.stringify(title), JSON.stringify(detail)];
    addEvent.run(connection, at, id, kind, level, status, stream, group, said, more);
  }
}

/** Newest first. */
export function readEvents(file: DatabaseSync, wanted: EventsWanted): readonly WeirEvent[] {
  const { connection, from, to, stream, group, kinds, before, limit } = wanted;
  const conditions = ['connection = ?'];
  const values: (string | number)[] = [connection];
  const where = (condition: string, ...given: readonly (string | number)[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (stream !== undefined) where('stream = ?', stream);
  if (group !== undefined) where('stream_group = ?', group);
  if (kinds !== undefined) where(`kind IN (${kinds.map(() => '?').join()})`, ...kinds);
  if (from !== undefined) where('at >= ?', from);
  if (to !== undefined) where('at <= ?', to);
  if (before !== undefined) where('(at, id) < (?, ?)', before.at, before.id);
  const sql = `SELECT * FROM event WHERE ${conditions.join(' AND ')} ORDER BY at DESC, id DESC LIMIT ?`;
  return file
    .prepare(sql)
    .all(...values, limit)
    .map(eventOf);
}

function eventOf(row: Record<string, unknown>): WeirEvent {
  return {
    id: Number(row['id']),
    at: Number(row['at']),
    // Sound, all five: they were written from an event.
    kind: row['kind'] as WeirEvent['kind'],
    level: row['level'] as WeirEvent['level'],
    ...(row['status'] === null ? {} : { status: row['status'] as NonNullable<WeirEvent['status']> }),
    title: JSON.parse(String(row['title_json'])) as Sentence,
    detail: JSON.parse(String(row['detail_json'])) as Sentence,
    stream: String(row['stream']),
    group: String(row['stream_group']),
  };
}
