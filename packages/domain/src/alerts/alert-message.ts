import { roundDuration } from './rule-words.ts';
import type { Severity } from './alert-rule.ts';
import type { NoticeKind } from './delivery.ts';
import type { Incident } from './incident.ts';

/** What is told to a channel at one time: all incidents of one rule that came or went together. Times are epoch ms. */
export interface AlertMessage {
  readonly kind: NoticeKind | 'test';
  readonly severity: Severity;
  readonly connection: { readonly id: string; readonly name: string };
  readonly rule: { readonly id: string; readonly words: string };
  readonly incidents: readonly ToldIncident[];
  /** How many more there are than `incidents` lists. */
  readonly more: number;
  readonly link: string;
  readonly at: number;
}

export interface ToldIncident {
  readonly id: string;
  readonly stream: string | null;
  readonly group: string | null;
  readonly finding: string;
  readonly detail: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly closedBecause: string;
  readonly link: string;
}

// A message is read on a phone; the page has the rest.
const MOST_INCIDENTS = 10;
const LONGEST_NAME = 200;

export interface MessageFacts {
  readonly kind: NoticeKind | 'test';
  readonly connection: { readonly id: string; readonly name: string };
  /** Of one rule; at least one. */
  readonly incidents: readonly Incident[];
  /** Where the console is opened, without a slash at its end. */
  readonly origin: string;
  readonly at: number;
}

export function alertMessage({ kind, connection, incidents, origin, at }: MessageFacts): AlertMessage {
  const [first] = incidents;
  const page = `${origin}/c/${encodeURIComponent(connection.id)}/alerts`;
  const told = incidents.slice(0, MOST_INCIDENTS).map((incident): ToldIncident => ({
    id: incident.incidentId,
    stream: incident.stream === null ? null : cut(incident.stream),
    group: incident.group === null ? null : cut(incident.group),
    finding: incident.finding,
    detail: incident.detail,
    openedAt: incident.openedAt,
    closedAt: incident.closedAt,
    closedBecause: incident.closedBecause,
    link: `${page}/${encodeURIComponent(incident.incidentId)}`,
  }));
  return {
    kind,
    severity: incidents.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning',
    connection,
    rule: { id: first?.ruleId ?? '', words: first?.rule ?? '' },
    incidents: told,
    more: incidents.length - told.length,
    link: told.length === 1 ? (told[0]?.link ?? page) : page,
    at,
  };
}

/** Nobody looks any more, or there is nothing to look at: nothing is known to have become better. */
function isClosed(incidents: readonly ToldIncident[]): boolean {
  return incidents.length > 0 && incidents.every(({ closedBecause }) => closedBecause !== '');
}

/** The one line of a message: "Critical: runners on runner:jobs is 2 m 23 s behind (prod-eu-1)". */
export function messageTitle({ kind, severity, connection, rule, incidents, more }: AlertMessage): string {
  const count = incidents.length + more;
  const what = count === 1 ? (incidents[0]?.finding ?? rule.words) : `${rule.words}: ${count}`;
  const lead = kind === 'resolved' && isClosed(incidents) ? 'Closed: ' : leadOf(kind, severity);
  return `${lead}${what} (${connection.name})`;
}

function leadOf(kind: AlertMessage['kind'], severity: Severity): string {
  const word = severity === 'critical' ? 'Critical' : 'Warning';
  switch (kind) {
    case 'resolved':
      return 'Resolved: ';
    case 'still-firing':
      return `Still ${word.toLowerCase()}: `;
    case 'test':
      return 'Test: ';
    default:
      return `${word}: `;
  }
}

/** A line per incident, and what it says beside its finding. */
export function incidentLine(incident: ToldIncident, kind: AlertMessage['kind'], at: number): string {
  if (incident.closedAt !== null) {
    const lasted = roundDuration(incident.closedAt - incident.openedAt);
    return `${incident.finding}. Over after ${lasted}${incident.closedBecause === '' ? '' : `: ${incident.closedBecause}`}.`;
  }
  const since = kind === 'still-firing' ? ` Found so ${roundDuration(at - incident.openedAt)} ago; fires since.` : '';
  return `${incident.finding}.${since}${incident.detail === '' ? '' : ` ${incident.detail}`}`;
}

/** Names may be as long as Redis bears; a message need not. */
export function cut(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
