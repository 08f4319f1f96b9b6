import { snoozeOf } from '@weir/domain/alerts/incident';
import type { IncidentPlace, ListedIncident } from '@weir/domain/alerts/alert-book';
import type { FiringAlert } from '@weir/domain/alerts/advance';
import type { Delivery } from '@weir/domain/alerts/delivery';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { AlertAnswer, AlertDetail, AlertListAnswer, AlertSummaryAnswer } from '@weir/domain/wire/alert-answers';
import { findWatch } from '../connections/find-watch.ts';
import type { AlertDesk } from './alert-desk.ts';
import { nowOf } from './alert-tools.ts';

interface AlertsRequest {
  readonly connection: string;
  readonly state: 'firing' | 'resolved';
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

/** Incidents: those that fire with the critical ones first, then newest first. */
export async function listAlerts(desk: AlertDesk, request: AlertsRequest): Promise<AlertListAnswer> {
  const { connection, state, limit, cursor } = request;
  const now = nowOf(findWatch(desk.tools.watches, connection));
  const found = await desk.tools.book.incidents({
    connection,
    open: state === 'firing',
    limit: limit + 1,
    after: cursor ? placeAt(cursor) : undefined,
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await describe(desk, shown, now),
    nextCursor: found.length > limit && last !== undefined ? cursorOf(last) : null,
    trouble: desk.trouble,
  };
}

// "c17": below the critical incident 17.
function cursorOf({ severity, number }: IncidentPlace): string {
  return `${severity === 'critical' ? 'c' : 'w'}${number}`;
}

function placeAt(cursor: string): IncidentPlace {
  return { severity: cursor.startsWith('c') ? 'critical' : 'warning', number: Number(cursor.slice(1)) };
}

export async function describeAlert(desk: AlertDesk, incidentId: string): Promise<AlertDetail> {
  const { book, watches } = desk.tools;
  const incident = await book.incident(incidentId);
  if (incident === undefined) throw new ConsoleError('not-found', 'There is no incident of that name.');
  const now = nowOf(findWatch(watches, incident.connection));
  const [answer] = await describe(desk, [incident], now);
  if (answer === undefined) throw new ConsoleError('not-found', 'There is no incident of that name.');
  const names = new Map((await book.channels()).map(({ channelId, name }) => [channelId, name]));
  const deliveries = await book.deliveriesOf([incidentId]);
  const snoozes = (await book.snoozes(incident.openedAt)).filter(
    (snooze) =>
      snooze.from <= (incident.closedAt ?? now) && snoozeOf(incident, [snooze], incident.openedAt) !== undefined,
  );
  return {
    ...answer,
    connection: incident.connection,
    deliveries: deliveries.map((one) => ({
      ...one,
      channel: names.get(one.channelId) ?? 'a channel that was removed',
    })),
    snoozes,
  };
}

/** Counts from memory; the snoozes of now. */
export async function summariseAlerts(desk: AlertDesk, connection: string): Promise<AlertSummaryAnswer> {
  const now = nowOf(findWatch(desk.tools.watches, connection));
  const snoozes = (await desk.tools.book.snoozes(now)).filter((snooze) => snooze.connection === connection);
  const counts = { critical: 0, warning: 0, snoozed: 0 };
  for (const { rule, subject, state } of desk.standing(connection)) {
    if (state.is !== 'firing') continue;
    counts[rule.severity] += 1;
    const incident = { ...subject, incidentId: state.incidentId, connection };
    if (snoozeOf(incident, snoozes, now) !== undefined) counts.snoozed += 1;
  }
  return { ...counts, snoozes, trouble: desk.trouble };
}

async function describe(desk: AlertDesk, incidents: readonly ListedIncident[], now: number): Promise<AlertAnswer[]> {
  const { book } = desk.tools;
  const deliveries = Map.groupBy(
    await book.deliveriesOf(incidents.map(({ incidentId }) => incidentId)),
    ({ incidentId }) => incidentId,
  );
  const snoozes = await book.snoozes(now);
  const tells = new Map((await book.alertRules()).map(({ ruleId, channels }) => [ruleId, channels]));
  const on = new Set((await book.channels()).filter(({ enabled }) => enabled).map(({ channelId }) => channelId));
  const connections = new Set(incidents.map(({ connection }) => connection));
  const states = new Map<string, FiringAlert>();
  for (const connection of connections) {
    for (const { state } of desk.standing(connection)) if (state.is === 'firing') states.set(state.incidentId, state);
  }
  return incidents.map((incident): AlertAnswer => {
    const { number: _place, connection: _where, ...rest } = incident;
    const state = states.get(incident.incidentId);
    const isOpen = incident.closedAt === null;
    return {
      ...rest,
      state: isOpen ? 'firing' : 'resolved',
      snooze: (isOpen && snoozeOf(incident, snoozes, now)) || null,
      unknown:
        state === undefined || state.unknownSince === null
          ? null
          : { since: state.unknownSince, because: state.unknownBecause },
      clearSince: state?.clearSince ?? null,
      told: countTold(deliveries.get(incident.incidentId) ?? []),
      channels: (tells.get(incident.ruleId) ?? []).filter((channelId) => on.has(channelId)).length,
    };
  });
}

function countTold(deliveries: readonly Delivery[]): AlertAnswer['told'] {
  const count = (...states: readonly Delivery['state'][]): number =>
    deliveries.filter(({ state }) => states.includes(state)).length;
  return { sent: count('sent'), waiting: count('claimed', 'retry'), failed: count('failed') };
}
