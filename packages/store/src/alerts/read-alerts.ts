import { type AlertBook, MOST_RECENT } from '@weir/domain/alerts/alert-book';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import type { Channel } from '@weir/domain/alerts/channel';
import type { Snooze } from '@weir/domain/alerts/incident';
import { sql } from 'kysely';
import type { Database } from '../file/tables.ts';
import { deliveryOf, incidentOf } from './alert-rows.ts';

export type ReadAlerts = Pick<
  AlertBook,
  | 'alertRules'
  | 'channels'
  | 'snoozes'
  | 'incidents'
  | 'incident'
  | 'recentIncidents'
  | 'deliveriesOf'
  | 'deliveriesTo'
  | 'firedSince'
>;

// Of those that fire there are few, and an index has them together.
const RANK = sql<number>`(json_extract(fixed_json, '$.severity') = 'critical')`;

// SQLite binds at most 32,766 values in one statement.
const IDS_AT_ONCE = 5_000;

/** The reading half of the alert book. */
export function readAlerts(database: Database): ReadAlerts {
  return {
    async alertRules(connection) {
      let query = database.selectFrom('alert_rule').select('rule_json').orderBy('rule_id');
      if (connection !== undefined) query = query.where('connection', '=', connection);
      // Sound, here and below: written by the writing half.
      return (await query.execute()).map(({ rule_json }) => JSON.parse(rule_json) as AlertRule);
    },
    async channels() {
      const rows = await database.selectFrom('alert_channel').select('channel_json').orderBy('channel_id').execute();
      return rows.map(({ channel_json }) => JSON.parse(channel_json) as Channel);
    },
    async snoozes(after) {
      const rows = await database
        .selectFrom('alert_snooze')
        .select('snooze_json')
        .where('ends_at', '>', after)
        .execute();
      return rows.map(({ snooze_json }) => JSON.parse(snooze_json) as Snooze);
    },
    async incidents({ connection, open, limit, after }) {
      let query = database.selectFrom('incident').selectAll().where('connection', '=', connection);
      query = query.where('closed_at', open ? 'is' : 'is not', null);
      if (open) query = query.orderBy(RANK, 'desc');
      if (after !== undefined) {
        const { number } = after;
        const rank = after.severity === 'critical' ? 1 : 0;
        query = open
          ? query.where(({ eb, or, and }) =>
              or([eb(RANK, '<', rank), and([eb(RANK, '=', rank), eb('number', '<', number)])]),
            )
          : query.where('number', '<', number);
      }
      return (await query.orderBy('number', 'desc').limit(limit).execute()).map(incidentOf);
    },
    async incident(incidentId) {
      const row = await database
        .selectFrom('incident')
        .selectAll()
        .where('incident_id', '=', incidentId)
        .executeTakeFirst();
      return row === undefined ? undefined : incidentOf(row);
    },
    async recentIncidents(closedSince) {
      const rows = await database
        .selectFrom('incident')
        .selectAll()
        .where(({ eb, or }) => or([eb('closed_at', 'is', null), eb('closed_at', '>=', closedSince)]))
        .orderBy('number', 'desc')
        .limit(MOST_RECENT)
        .execute();
      return rows.map(incidentOf);
    },
    async deliveriesOf(incidentIds) {
      if (incidentIds.length === 0) return [];
      const rows = await database
        .selectFrom('delivery')
        .selectAll()
        .where('incident_id', 'in', incidentIds.slice(0, IDS_AT_ONCE))
        .orderBy('first_at')
        .execute();
      return rows.map(deliveryOf);
    },
    async deliveriesTo(channelId, limit) {
      const query = database.selectFrom('delivery').selectAll().where('channel_id', '=', channelId);
      return (await query.orderBy('last_at', 'desc').limit(limit).execute()).map(deliveryOf);
    },
    async firedSince(connection, since) {
      const rows = await database
        .selectFrom('incident')
        .select(({ fn }) => ['rule_id', fn.countAll<number>().as('count')])
        .where('connection', '=', connection)
        .where('opened_at', '>=', since)
        .groupBy('rule_id')
        .execute();
      return Object.fromEntries(rows.map(({ rule_id, count }) => [rule_id, count]));
    },
  };
}
