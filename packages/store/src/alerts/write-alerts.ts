import type { AlertBook, Recorded } from '@weir/domain/alerts/alert-book';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { type Delivery, isFree, type Notice } from '@weir/domain/alerts/delivery';
import type { Incident, Snooze } from '@weir/domain/alerts/incident';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../file/tables.ts';
import { deliveryOf, deliveryRow, incidentOf, incidentRow } from './alert-rows.ts';
import type { ReadAlerts } from './read-alerts.ts';

export type WriteAlerts = Omit<AlertBook, keyof ReadAlerts>;

// As long as coarse history is kept, so that an old incident still has its charts.
const KEPT_MS = 90 * 86_400_000;
const REMOVED_AT_ONCE = 500;

/** The writing half of the alert book; each method runs in the transaction that `database` is. */
export function writeAlerts(database: Database): WriteAlerts {
  return {
    async seedAlertRules(connection, rules) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('alert_seeded')
        .values({ connection })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return;
      for (const rule of rules) await putRule(database, rule);
    },
    async saveAlertRule(rule, audit) {
      await putRule(database, rule);
      await record(database, audit);
    },
    async removeAlertRule(ruleId, audit) {
      await database.deleteFrom('alert_rule').where('rule_id', '=', ruleId).execute();
      await record(database, audit);
    },
    async saveChannel(channel, audit) {
      const row = { channel_id: channel.channelId, channel_json: JSON.stringify(channel) };
      await database
        .insertInto('alert_channel')
        .values(row)
        .onConflict((conflict) => conflict.column('channel_id').doUpdateSet(row))
        .execute();
      await record(database, audit);
    },
    async removeChannel(channelId, audit) {
      await database.deleteFrom('alert_channel').where('channel_id', '=', channelId).execute();
      await record(database, audit);
    },
    async saveSnooze(snooze, audit) {
      await putSnooze(database, snooze);
      await record(database, audit);
    },
    async endSnooze(snoozeId, until, audit) {
      const row = await database
        .selectFrom('alert_snooze')
        .select('snooze_json')
        .where('snooze_id', '=', snoozeId)
        .executeTakeFirst();
      if (row === undefined) throw new ConsoleError('not-found', 'There is no snooze of that name.');
      // Sound: written by putSnooze.
      await putSnooze(database, { ...(JSON.parse(row.snooze_json) as Snooze), until });
      await record(database, audit);
    },
    async openIncidents(incidents) {
      const open: Incident[] = [];
      for (const incident of incidents) open.push(await openOne(database, incident));
      await forgetOld(database, Math.max(...incidents.map(({ openedAt }) => openedAt)) - KEPT_MS);
      return open;
    },
    async closeIncidents(ends) {
      for (const { incidentId, closedAt, closedBecause } of ends) {
        await database
          .updateTable('incident')
          .set({ closed_at: closedAt, closed_because: closedBecause })
          .where('incident_id', '=', incidentId)
          .where('closed_at', 'is', null)
          .execute();
      }
    },
    claimNotices: (notices, by, now, until) => claim(database, notices, by, now, until),
    async settleDeliveries(deliveries) {
      for (const delivery of deliveries) await putDelivery(database, delivery);
    },
  };
}

async function record(database: Database, audit: Recorded): Promise<void> {
  for (const entry of audit) await appendAudit(database, entry);
}

async function putRule(database: Database, rule: AlertRule): Promise<void> {
  const row = { rule_id: rule.ruleId, connection: rule.connection, rule_json: JSON.stringify(rule) };
  await database
    .insertInto('alert_rule')
    .values(row)
    .onConflict((conflict) => conflict.column('rule_id').doUpdateSet(row))
    .execute();
}

async function putSnooze(database: Database, snooze: Snooze): Promise<void> {
  const row = {
    snooze_id: snooze.snoozeId,
    connection: snooze.connection,
    ends_at: snooze.until,
    snooze_json: JSON.stringify(snooze),
  };
  await database
    .insertInto('alert_snooze')
    .values(row)
    .onConflict((conflict) => conflict.column('snooze_id').doUpdateSet(row))
    .execute();
}

async function openOne(database: Database, incident: Incident): Promise<Incident> {
  const added = incidentRow(incident);
  const { rule_id, subject } = added;
  await database
    .insertInto('incident')
    .values(added)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await database
    .selectFrom('incident')
    .selectAll()
    .where('rule_id', '=', rule_id)
    .where('subject', '=', subject)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? incident : incidentOf(row);
}

/** Takes the free ones. The transaction this runs in writes, so of two Weirs one comes after the other. */
async function claim(
  database: Database,
  notices: readonly Notice[],
  by: string,
  now: number,
  until: number,
): Promise<Delivery[]> {
  const claimed: Delivery[] = [];
  for (const notice of notices) {
    const { incidentId, channelId, kind, number } = notice;
    const row = await database
      .selectFrom('delivery')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .where('channel_id', '=', channelId)
      .where('kind', '=', kind)
      .where('number', '=', number)
      .executeTakeFirst();
    const before = row === undefined ? undefined : deliveryOf(row);
    if (before !== undefined && !isFree(before, now)) continue;
    const delivery: Delivery = {
      ...(before ?? { ...notice, attempts: 0, firstAt: now, lastAt: now, nextTryAt: 0, trouble: '' }),
      state: 'claimed',
      by,
      claimedUntil: until,
    };
    await putDelivery(database, delivery);
    claimed.push(delivery);
  }
  return claimed;
}

async function putDelivery(database: Database, delivery: Delivery): Promise<void> {
  const row = deliveryRow(delivery);
  await database
    .insertInto('delivery')
    .values(row)
    .onConflict((conflict) => conflict.columns(['incident_id', 'channel_id', 'kind', 'number']).doUpdateSet(row))
    .execute();
}

async function forgetOld(database: Database, before: number): Promise<void> {
  const old = await database
    .selectFrom('incident')
    .select('incident_id')
    .where('closed_at', '<', before)
    .limit(REMOVED_AT_ONCE)
    .execute();
  if (old.length > 0) {
    const ids = old.map(({ incident_id }) => incident_id);
    await database.deleteFrom('delivery').where('incident_id', 'in', ids).execute();
    await database.deleteFrom('incident').where('incident_id', 'in', ids).execute();
  }
  await database.deleteFrom('alert_snooze').where('ends_at', '<', before).execute();
}
