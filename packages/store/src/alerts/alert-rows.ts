import type { Delivery, Notice } from '@weir/domain/alerts/delivery';
import type { Incident } from '@weir/domain/alerts/incident';
import type { ListedIncident } from '@weir/domain/alerts/alert-book';
import type { DeliveryTable, IncidentTable } from '../file/alert-tables.ts';

export function incidentRow(incident: Incident): Omit<IncidentTable, 'number'> {
  const { incidentId, connection, ruleId, stream, group, openedAt, closedAt, closedBecause } = incident;
  return {
    incident_id: incidentId,
    connection,
    rule_id: ruleId,
    subject: JSON.stringify([stream, group]),
    opened_at: openedAt,
    closed_at: closedAt,
    closed_because: closedBecause,
    fixed_json: JSON.stringify(incident),
  };
}

export function incidentOf(row: Omit<IncidentTable, 'number'> & { readonly number: number }): ListedIncident {
  // Sound: written by incidentRow.
  const fixed = JSON.parse(row.fixed_json) as Incident;
  return { ...fixed, number: row.number, closedAt: row.closed_at, closedBecause: row.closed_because };
}

export function deliveryRow(delivery: Delivery): DeliveryTable {
  return {
    ...keyColumns(delivery),
    state: delivery.state,
    claimed_by: delivery.by,
    attempts: delivery.attempts,
    first_at: delivery.firstAt,
    last_at: delivery.lastAt,
    claimed_until: delivery.claimedUntil,
    next_try_at: delivery.nextTryAt,
    trouble: delivery.trouble,
  };
}

export function deliveryOf(row: DeliveryTable): Delivery {
  return {
    incidentId: row.incident_id,
    channelId: row.channel_id,
    // Sound, both: written by deliveryRow.
    kind: row.kind as Delivery['kind'],
    number: row.number,
    state: row.state as Delivery['state'],
    by: row.claimed_by,
    attempts: row.attempts,
    firstAt: row.first_at,
    lastAt: row.last_at,
    claimedUntil: row.claimed_until,
    nextTryAt: row.next_try_at,
    trouble: row.trouble,
  };
}

function keyColumns({ incidentId, channelId, kind, number }: Notice) {
  return { incident_id: incidentId, channel_id: channelId, kind, number };
}
