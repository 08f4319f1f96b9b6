import type { AlertSubject, Severity } from './alert-rule.ts';

/** One alert from the moment it fires to its end; the same id throughout. Times are epoch ms of Redis time. */
export interface Incident extends AlertSubject {
  readonly incidentId: string;
  readonly ruleId: string;
  readonly connection: string;
  readonly severity: Severity;
  /** The rule in words, as it was when it fired. */
  readonly rule: string;
  /** "ledger is 2 m 23 s behind": what was seen when it fired. */
  readonly finding: string;
  /** What is said of its state besides, on one line; '' = nothing. */
  readonly detail: string;
  readonly openedAt: number;
  /** Null = it fires. */
  readonly closedAt: number | null;
  /** Why it is over: '' = it is no longer so; otherwise why nobody looks any more. */
  readonly closedBecause: string;
}

/** Of whom a snooze keeps the messages back: of one incident, or of one group whatever its rules. */
export interface Snooze {
  readonly snoozeId: string;
  readonly connection: string;
  /** Null = of a group. */
  readonly incidentId: string | null;
  readonly stream: string | null;
  readonly group: string | null;
  readonly from: number;
  readonly until: number;
  readonly by: string;
  readonly reason: string;
}

export type Snoozable = Pick<Incident, 'incidentId' | 'connection' | 'stream' | 'group'>;

/** The snooze that keeps back what an incident has to say, the longest if there are several. */
export function snoozeOf(incident: Snoozable, snoozes: readonly Snooze[], now: number): Snooze | undefined {
  let longest: Snooze | undefined;
  for (const snooze of snoozes) {
    if (snooze.until <= now || snooze.connection !== incident.connection || !concerns(snooze, incident)) continue;
    if (longest === undefined || snooze.until > longest.until) longest = snooze;
  }
  return longest;
}

/** The snooze that kept back what an incident had to say and has ended, the last to end if there were several. */
export function endedSnoozeOf(incident: Snoozable, snoozes: readonly Snooze[], now: number): Snooze | undefined {
  let last: Snooze | undefined;
  for (const snooze of snoozes) {
    if (snooze.until > now || snooze.connection !== incident.connection || !concerns(snooze, incident)) continue;
    if (last === undefined || snooze.until > last.until) last = snooze;
  }
  return last;
}

function concerns(snooze: Snooze, { incidentId, stream, group }: Snoozable): boolean {
  if (snooze.incidentId !== null) return snooze.incidentId === incidentId;
  return group !== null && snooze.stream === stream && snooze.group === group;
}
