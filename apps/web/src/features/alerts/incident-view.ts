import type { AlertDetail, DeliveryAnswer } from '@weir/domain/wire/alert-answers';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Sentence } from '@weir/domain/wire/sentence';
import type { GlyphShape } from '../../ui/status-glyph.tsx';
import { eventShape } from '../triage/event-view.ts';

export interface Moment {
  readonly key: string;
  readonly at: number;
  readonly shape: GlyphShape;
  readonly title: Sentence;
  readonly detail: Sentence;
}

// What led to it is part of it.
const BEFORE_MS = 15 * 60_000;
const AFTER_MS = 5 * 60_000;

/** An incident from shortly before it began: what was seen of its subject, what was told, who snoozed it; newest first. */
export function incidentTimeline(detail: AlertDetail, events: readonly WeirEvent[]): readonly Moment[] {
  const { openedAt, closedAt, closedBecause, severity, rule, finding, detail: said } = detail;
  const own: Moment[] = [
    { key: 'opened', at: openedAt, shape: severity, title: ['Fired: ', finding], detail: [said === '' ? rule : said] },
    ...detail.snoozes.map((snooze): Moment => ({
      key: snooze.snoozeId,
      at: snooze.from,
      shape: 'paused',
      title: [`Snoozed by ${snooze.by} until `, { clock: snooze.until }],
      detail: snooze.reason === '' ? [] : [snooze.reason],
    })),
    ...detail.deliveries.map(toldMoment),
  ];
  if (closedAt !== null) {
    const byItself = closedBecause === '';
    own.push({
      key: 'closed',
      at: closedAt,
      shape: byItself ? 'healthy' : 'note',
      title: [byItself ? 'Resolved' : 'Closed'],
      detail: [byItself ? 'It is no longer so.' : `Because ${closedBecause}.`],
    });
  }
  const until = closedAt === null ? Number.POSITIVE_INFINITY : closedAt + AFTER_MS;
  const seen = events
    .filter((event) => event.at >= openedAt - BEFORE_MS && event.at <= until && isAbout(event, detail))
    .map((event): Moment => ({
      key: `event ${event.id}`,
      at: event.at,
      shape: eventShape(event),
      title: event.title,
      detail: event.detail,
    }));
  return [...own, ...seen].toSorted((a, b) => b.at - a.at);
}

function isAbout(event: WeirEvent, { stream, group }: AlertDetail): boolean {
  if (event.kind === 'alert') return false;
  if (event.kind === 'link') return true;
  if (stream === null) return event.stream === '';
  return event.stream === stream && (group === null || event.group === '' || event.group === group);
}

const TOLD: { readonly [K in DeliveryAnswer['kind']]: string } = {
  fired: 'that it fires',
  'still-firing': 'that it still fires',
  resolved: 'that it is over',
};

function toldMoment(delivery: DeliveryAnswer): Moment {
  const { channel, kind, number, state, attempts, firstAt, lastAt, nextTryAt, trouble } = delivery;
  const key = `told ${delivery.channelId} ${kind} ${number}`;
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  switch (state) {
    case 'sent':
      return {
        key,
        at: lastAt,
        shape: 'note',
        title: [`Told ${channel} ${TOLD[kind]}`],
        detail: attempts > 1 ? [`after ${tries}`] : [],
      };
    case 'failed':
      return {
        key,
        at: lastAt,
        shape: 'critical',
        title: [`Could not tell ${channel} ${TOLD[kind]}`],
        detail: [`Given up after ${tries}. ${trouble}`],
      };
    case 'retry':
      return {
        key,
        at: lastAt,
        shape: 'warning',
        title: [`Could not tell ${channel} ${TOLD[kind]}`],
        detail: [`${trouble} Tried again at `, { clock: nextTryAt }, '.'],
      };
    default:
      return { key, at: firstAt, shape: 'running', title: [`Telling ${channel} ${TOLD[kind]}`], detail: [] };
  }
}
