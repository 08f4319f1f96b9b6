import type { AuditFilter } from '@weir/domain/audit/audit-record';
import { sql } from 'kysely';
import type { Database } from '../file/tables.ts';

const ID_LIKE = /^\d+(-\d*)?$/;

/** The beginnings of the changes that a filter means, with their ends joined to them. */
export function begunMatching(database: Database, filter: AuditFilter) {
  const { connection, stream, group, actor, action, outcome, text, from, to } = filter;
  let query = database
    .selectFrom('audit as begun')
    .leftJoin('audit as ended', (join) =>
      join.onRef('ended.audit_id', '=', 'begun.audit_id').on('ended.type', '=', 'ended'),
    )
    .where('begun.type', '=', 'begun');
  if (connection !== undefined) query = query.where('begun.connection', '=', connection);
  if (stream !== undefined) query = query.where('begun.stream', '=', stream);
  if (group !== undefined) query = query.where('begun.stream_group', '=', group);
  if (actor !== undefined) query = query.where('begun.actor', '=', actor);
  if (action !== undefined) query = query.where('begun.action', '=', action);
  if (from !== undefined) query = query.where('begun.at', '>=', from);
  if (to !== undefined) query = query.where('begun.at', '<=', to);
  if (outcome === 'open') query = query.where('ended.sequence', 'is', null);
  else if (outcome !== undefined) query = query.where('ended.outcome', '=', outcome);
  if (text !== undefined && text !== '') query = query.where(hasText(text));
  return query;
}

// Entry ids stand in the details; only what could be one is looked for there, because those texts are long.
function hasText(text: string) {
  const inWords = sql<boolean>`begun.search_text like ${part(text.toLowerCase())} escape '!'`;
  if (!ID_LIKE.test(text)) return inWords;
  return sql<boolean>`(${inWords} or begun.body_json like ${part(`"${text}`)} escape '!')`;
}

function part(text: string): string {
  return `%${text.replaceAll(/[!%_]/g, '!$&')}%`;
}
