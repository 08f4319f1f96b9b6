import type { Known } from '../known/known.ts';
import { cut } from './alert-message.ts';
import type { AlertMetric, AlertSubject, Watched } from './alert-rule.ts';
import { METRIC_WORDS, metricValue, STATUS_CLAUSES } from './rule-words.ts';

export interface Seen {
  readonly subject: AlertSubject;
  readonly figure: Known<number>;
}

/** What was seen when a rule fired: "runners on runner:jobs is 2 m 23 s behind". Without a full stop. */
export function findingWords({ when }: Watched, { subject, figure }: Seen): string {
  const name = subjectName(subject);
  switch (when.is) {
    case 'unreachable':
      return 'Redis cannot be reached';
    case 'level':
      return `${name} is ${when.least === 'critical' ? 'critical' : 'in trouble'}`;
    case 'status':
      return `${name} ${STATUS_CLAUSES[when.status]}`;
    default:
      return figure.known ? figureFinding(name, when.metric, figure.value) : `${name}: ${METRIC_WORDS[when.metric]}`;
  }
}

function figureFinding(name: string, metric: AlertMetric, value: number): string {
  const shown = metricValue(metric, value);
  switch (metric) {
    case 'behindMs':
      return `${name} is ${shown} behind`;
    case 'oldestPendingMs':
      return `the oldest pending entry of ${name} is ${shown} old`;
    case 'deliveries':
      return `an entry of ${name} was delivered ${shown} times`;
    case 'inPerSecond':
      return `${name} gets ${shown} in`;
    case 'outPerSecond':
      return `${name} acks ${shown}`;
    case 'quietMs':
      return `the last entry of ${name} is ${shown} old`;
    case 'memoryShare':
      return `${name} uses ${shown} of its maxmemory`;
    case 'memoryBytes':
      return `${name} takes ${shown} of memory`;
    case 'length':
      return `${name} has ${shown} entries`;
    default:
      return `${name} has ${shown} ${METRIC_WORDS[metric]}`;
  }
}

/** "runners on runner:jobs", "orders", "Redis". */
export function subjectName({ stream, group }: AlertSubject): string {
  if (stream === null) return 'Redis';
  return group === null ? cut(stream) : `${cut(group)} on ${cut(stream)}`;
}
