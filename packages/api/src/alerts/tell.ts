import { alertMessage } from '@weir/domain/alerts/alert-message';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { afterAttempt, type Attempt, CLAIM_MS, type Delivery } from '@weir/domain/alerts/delivery';
import type { Incident } from '@weir/domain/alerts/incident';
import { renderMessage } from '@weir/domain/alerts/render-message';
import { type AlertTools, nowOf } from './alert-tools.ts';
import { type DueMessage, dueMessages } from './due-messages.ts';

// What is over for longer than a channel is tried has nothing left to tell.
const LOOK_BACK_MS = 6 * 3_600_000;
// That a snooze has ended may have to wait for the end of quiet hours.
const LONGEST_QUIET_MS = 24 * 3_600_000;

/**
 * One round of telling: what is due is claimed; the answer is what is being sent, which nobody has to wait for.
 * `rules` are those of all connections.
 */
export async function tell(tools: AlertTools, rules: readonly AlertRule[]): Promise<readonly Promise<void>[]> {
  const { book, watches } = tools;
  const since = Math.min(...[...watches.values()].map(nowOf)) - LOOK_BACK_MS;
  const incidents = await book.recentIncidents(since);
  if (incidents.length === 0) return [];
  const channels = await book.channels();
  if (channels.length === 0) return [];
  const facts = {
    incidents,
    rules,
    channels,
    deliveries: await book.deliveriesOf(incidents.map(({ incidentId }) => incidentId)),
    snoozes: await book.snoozes(since - LONGEST_QUIET_MS),
    nowOf: (connection: string) => {
      const watch = watches.get(connection);
      return watch === undefined ? undefined : nowOf(watch);
    },
  };
  const byId = new Map(incidents.map((incident) => [incident.incidentId, incident]));
  const sending: Promise<void>[] = [];
  for (const message of dueMessages(facts)) {
    const claimed = await claim(tools, message);
    if (claimed.length > 0) sending.push(sendOne(tools, message, claimed, byId));
  }
  return sending;
}

/** Of several Weirs that see the same, one gets it. */
async function claim(tools: AlertTools, { connection, notices }: DueMessage): Promise<readonly Delivery[]> {
  const watch = tools.watches.get(connection);
  if (watch === undefined) return [];
  const at = nowOf(watch);
  return tools.book.claimNotices(notices, tools.by, at, at + CLAIM_MS);
}

async function sendOne(
  tools: AlertTools,
  due: DueMessage,
  claimed: readonly Delivery[],
  byId: ReadonlyMap<string, Incident>,
): Promise<void> {
  const watch = tools.watches.get(due.connection);
  const incidents = claimed.map(({ incidentId }) => byId.get(incidentId)).filter((incident) => incident !== undefined);
  if (watch === undefined) return;
  const message = alertMessage({
    kind: due.kind,
    connection: { id: watch.id, name: watch.name },
    incidents,
    origin: tools.origin(),
    at: nowOf(watch),
  });
  const { target } = due.channel;
  const attempt = await attempted(tools, () => tools.send(target, renderMessage(message, target.kind), idOf(claimed)));
  const ended = nowOf(watch);
  await tools.book.settleDeliveries(claimed.map((delivery) => afterAttempt(delivery, attempt, ended)));
}

/** The same for every try of the same notices, also by another Weir. */
function idOf(claimed: readonly Delivery[]): string {
  const [first] = claimed;
  if (first === undefined) return '';
  const { incidentId, channelId, kind, number } = first;
  return `${incidentId}.${channelId}.${kind}.${number}`;
}

/** Whatever a sender throws, the notice is not lost. */
export async function attempted(tools: Pick<AlertTools, 'onFault'>, send: () => Promise<Attempt>): Promise<Attempt> {
  try {
    return await send();
  } catch (fault) {
    tools.onFault(fault);
    return { ok: false, sentence: 'Sending did not work because of a fault inside Weir; its log says more.' };
  }
}
