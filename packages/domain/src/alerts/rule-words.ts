import { formatBytes, formatCount, formatDuration, formatRate } from '../metrics/format-figures.ts';
import type { AlertCondition, AlertMetric, AlertRule, Watched } from './alert-rule.ts';

/** The unit in which a metric is typed and shown. */
export const METRIC_UNITS: Readonly<Record<AlertMetric, 'duration' | 'count' | 'rate' | 'bytes' | 'percent'>> = {
  behindMs: 'duration',
  unread: 'count',
  pending: 'count',
  oldestPendingMs: 'duration',
  deliveries: 'count',
  inPerSecond: 'rate',
  outPerSecond: 'rate',
  consumers: 'count',
  length: 'count',
  memoryBytes: 'bytes',
  quietMs: 'duration',
  memoryShare: 'percent',
};

/** How a metric stands in a sentence: "its oldest pending entry is older than 5 m". */
export const METRIC_WORDS: Readonly<Record<AlertMetric, string>> = {
  behindMs: 'behind',
  unread: 'unread',
  pending: 'pending',
  oldestPendingMs: 'oldest pending entry',
  deliveries: 'most deliveries of a pending entry',
  inPerSecond: 'entries in',
  outPerSecond: 'entries acked',
  consumers: 'consumers',
  length: 'length',
  memoryBytes: 'memory',
  quietMs: 'time since the last entry',
  memoryShare: 'share of maxmemory in use',
};

export const STATUS_CLAUSES: Readonly<Record<Extract<AlertCondition, { is: 'status' }>['status'], string>> = {
  'losing-data': 'is losing data',
  'dead-consumer': 'has a dead consumer that holds entries',
  'no-consumers': 'has unread entries and no consumers',
  'stalled-reading': 'stopped reading',
  'stalled-acknowledging': 'stopped acknowledging',
  'falling-behind': 'is falling behind',
  'poison-entry': 'met a poison entry',
  ghosts: 'holds entries that are gone',
  'slow-consumer': 'has a slow consumer',
  'catching-up': 'is catching up',
  behind: 'is behind',
};

export function metricValue(metric: AlertMetric, value: number): string {
  switch (METRIC_UNITS[metric]) {
    case 'duration':
      return roundDuration(value);
    case 'rate':
      return formatRate(value);
    case 'bytes':
      return formatBytes(value);
    case 'percent':
      return `${Math.round(value)}%`;
    default:
      return formatCount(value, 'full');
  }
}

/** "2 m" instead of "2 m 00 s": somebody chose it. */
export function roundDuration(ms: number): string {
  return formatDuration(ms).replace(/ 00 [sm]$/, '');
}

/** "a group is behind by more than 1 m": the condition of a rule about one subject of its kind. */
export function conditionWords(watched: Watched): string {
  const { when } = watched;
  return wordsWith(watched, when.is === 'figure' ? metricValue(when.metric, when.value) : '');
}

/** "a group is behind by more than …": the same to choose from, before there is a value. */
export function conditionLabel(watched: Pick<Watched, 'over' | 'when'>): string {
  return wordsWith(watched, '…');
}

function wordsWith({ over, when }: Pick<Watched, 'over' | 'when'>, value: string): string {
  const subject = over === 'groups' ? 'a group' : over === 'streams' ? 'a stream' : 'Redis';
  switch (when.is) {
    case 'unreachable':
      return 'Redis cannot be reached';
    case 'level':
      return `${subject} is ${when.least === 'critical' ? 'critical' : 'in trouble'}`;
    case 'status':
      return `${subject} ${STATUS_CLAUSES[when.status]}`;
    default:
      return figureWords(subject, when.metric, when.op, value);
  }
}

function figureWords(subject: string, metric: AlertMetric, op: 'above' | 'below', value: string): string {
  const than = op === 'above' ? 'more than' : 'less than';
  switch (metric) {
    case 'behindMs':
      return `${subject} is behind by ${than} ${value}`;
    case 'oldestPendingMs':
      return `the oldest pending entry of ${subject} is ${op === 'above' ? 'older' : 'younger'} than ${value}`;
    case 'deliveries':
      return `an entry of ${subject} was delivered ${than} ${value} times`;
    case 'inPerSecond':
      return `${subject} gets ${than} ${value} in`;
    case 'outPerSecond':
      return `${subject} acks ${than} ${value}`;
    case 'quietMs':
      return `the last entry of ${subject} is ${op === 'above' ? 'older' : 'younger'} than ${value}`;
    case 'memoryShare':
      return `${subject} uses ${than} ${value} of its maxmemory`;
    case 'memoryBytes':
      return `${subject} takes ${than} ${value} of memory`;
    case 'length':
      return `${subject} has ${than} ${value} entries`;
    default:
      return `${subject} has ${than} ${value} ${METRIC_WORDS[metric]}`;
  }
}

/** "A group is behind by more than 1 m for 2 m": the whole rule, and the heading of what it tells. */
export function ruleWords({ watched, forMs }: Pick<AlertRule, 'watched' | 'forMs'>): string {
  const condition = conditionWords(watched);
  const words = forMs === 0 ? condition : `${condition} for ${roundDuration(forMs)}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "all groups", "groups of orders*, without *:dlq". */
export function subjectsWords(watched: Watched): string {
  if (watched.over === 'connection') return 'the connection';
  const but = watched.except === '' ? '' : `, without ${watched.except}`;
  if (watched.over === 'streams') return watched.streams === '*' ? `all streams${but}` : `${watched.streams}${but}`;
  if (watched.streams === '*' && watched.groups === '*') return `all groups${but}`;
  if (watched.streams === '*') return `${watched.groups}${but}`;
  return `${watched.groups === '*' ? 'groups' : watched.groups} on ${watched.streams}${but}`;
}
