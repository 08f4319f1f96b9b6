import {
  type AlertMetric,
  type AlertRule,
  alertRuleSchema,
  type Severity,
  type Watched,
} from '@weir/domain/alerts/alert-rule';
import { conditionLabel, METRIC_UNITS } from '@weir/domain/alerts/rule-words';
import { type AmountUnit, amountText, parseAmount } from './parse-amount.ts';

/** A rule while it is being written: what stands in the fields of its sentence. */
export interface RuleDraft {
  readonly ruleId: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  /** Key of one of CONDITIONS. */
  readonly condition: string;
  readonly value: string;
  /** '' = over as soon as it is no longer met. */
  readonly clear: string;
  readonly streams: string;
  readonly groups: string;
  readonly except: string;
  readonly lasting: string;
  readonly hold: string;
  /** '' = once. */
  readonly repeat: string;
  readonly channels: readonly string[];
}

type Condition = Pick<Watched, 'over' | 'when'>;

const figure = (over: Watched['over'], metric: AlertMetric, op: 'above' | 'below' = 'above'): Condition => ({
  over,
  when: { is: 'figure', metric, op, value: 0, clear: null },
});
const status = (name: Extract<Watched['when'], { is: 'status' }>['status']): Condition => ({
  over: 'groups',
  when: { is: 'status', status: name },
});

/** All conditions there are to choose from, the usual ones first. */
const ALL: readonly Condition[] = [
  figure('groups', 'behindMs'),
  figure('groups', 'unread'),
  figure('groups', 'oldestPendingMs'),
  figure('groups', 'pending'),
  figure('groups', 'deliveries'),
  status('dead-consumer'),
  status('losing-data'),
  status('falling-behind'),
  status('no-consumers'),
  status('stalled-reading'),
  status('stalled-acknowledging'),
  status('poison-entry'),
  status('slow-consumer'),
  status('ghosts'),
  status('catching-up'),
  status('behind'),
  { over: 'groups', when: { is: 'level', least: 'critical' } },
  { over: 'groups', when: { is: 'level', least: 'warning' } },
  figure('groups', 'inPerSecond'),
  figure('groups', 'inPerSecond', 'below'),
  figure('groups', 'outPerSecond', 'below'),
  figure('groups', 'consumers', 'below'),
  figure('groups', 'consumers'),
  figure('streams', 'length'),
  figure('streams', 'memoryBytes'),
  figure('streams', 'quietMs'),
  figure('streams', 'inPerSecond'),
  figure('streams', 'inPerSecond', 'below'),
  { over: 'streams', when: { is: 'level', least: 'critical' } },
  { over: 'streams', when: { is: 'level', least: 'warning' } },
  { over: 'connection', when: { is: 'unreachable' } },
  figure('connection', 'memoryShare'),
  figure('connection', 'memoryBytes'),
  figure('connection', 'unread'),
  figure('connection', 'pending'),
  figure('connection', 'behindMs'),
];

export interface ConditionOption {
  readonly key: string;
  readonly label: string;
  readonly over: Watched['over'];
  /** Unit of its value; null = it has none. */
  readonly unit: AmountUnit | null;
  readonly op: 'above' | 'below';
}

export const CONDITIONS: readonly ConditionOption[] = ALL.map(optionOf);

function optionOf(condition: Condition): ConditionOption {
  const { over, when } = condition;
  const isFigure = when.is === 'figure';
  return {
    key: keyOf(condition),
    label: conditionLabel(condition),
    over,
    unit: isFigure ? METRIC_UNITS[when.metric] : null,
    op: isFigure ? when.op : 'above',
  };
}

function keyOf({ over, when }: Condition): string {
  switch (when.is) {
    case 'figure':
      return `${over} ${when.metric} ${when.op}`;
    case 'level':
      return `${over} level ${when.least}`;
    case 'status':
      return `${over} ${when.status}`;
    default:
      return `${over} unreachable`;
  }
}

/** The chosen condition; also one that only the API can make. */
export function conditionOf(key: string): ConditionOption {
  const found = CONDITIONS.find((option) => option.key === key);
  if (found !== undefined) return found;
  const [over = '', metric = '', op = ''] = key.split(' ');
  // Sound: keys come from keyOf, and every condition but a figure is in the table.
  return optionOf(figure(over as Watched['over'], metric as AlertMetric, op as 'above' | 'below'));
}

export const NEW_DRAFT: RuleDraft = {
  ruleId: '',
  enabled: true,
  severity: 'warning',
  condition: 'groups behindMs above',
  value: '1 m',
  clear: '30 s',
  streams: '*',
  groups: '*',
  except: '',
  lasting: '2 m',
  hold: '1 m',
  repeat: '4 h',
  channels: [],
};

export function draftOf(rule: AlertRule): RuleDraft {
  const { watched } = rule;
  const { when } = watched;
  const unit = when.is === 'figure' ? METRIC_UNITS[when.metric] : null;
  return {
    ruleId: rule.ruleId,
    enabled: rule.enabled,
    severity: rule.severity,
    condition: keyOf(watched),
    value: when.is === 'figure' && unit !== null ? amountText(unit, when.value) : '',
    clear: when.is === 'figure' && unit !== null && when.clear !== null ? amountText(unit, when.clear) : '',
    streams: watched.over === 'connection' ? '*' : watched.streams,
    groups: watched.over === 'groups' ? watched.groups : '*',
    except: watched.over === 'connection' ? '' : watched.except,
    lasting: amountText('duration', rule.forMs),
    hold: amountText('duration', rule.holdMs),
    repeat: rule.repeatMs === null ? '' : amountText('duration', rule.repeatMs),
    channels: rule.channels,
  };
}

/** Another condition keeps what still makes sense: a value of another unit does not. */
export function withCondition(draft: RuleDraft, key: string): RuleDraft {
  const before = conditionOf(draft.condition);
  const next = conditionOf(key);
  if (next.unit === before.unit && next.op === before.op) return { ...draft, condition: key };
  return { ...draft, condition: key, value: next.unit === null ? '' : FIRST_VALUES[next.unit], clear: '' };
}

const FIRST_VALUES: Readonly<Record<AmountUnit, string>> = {
  duration: '5 m',
  count: '1,000',
  rate: '1/s',
  bytes: '1 GB',
  percent: '85%',
};

type Amount = 'value' | 'clear' | 'lasting' | 'hold' | 'repeat';

/** Field by field what is wrong with it, in words; none = it can be saved. */
export type DraftTrouble = Partial<Record<Amount | 'streams' | 'groups' | 'except' | 'channels', string>>;

const LONGEST = 'At most 30 days.';

const EXAMPLES: Readonly<Record<AmountUnit, string>> = {
  duration: 'A time such as 90 s, 5 m or 1 h.',
  count: 'A whole number such as 1,000.',
  rate: 'A rate such as 20/s or 5/min.',
  bytes: 'A size such as 500 MB.',
  percent: 'A share such as 85%.',
};

// More cannot be told apart.
const MOST: Readonly<Record<AmountUnit, string>> = {
  duration: 'At most 100,000,000 d.',
  count: 'At most 9,007,199,254,740,991.',
  rate: 'At most 9,007,199,254,740,991/s.',
  bytes: 'At most 9,007 TB.',
  percent: 'At most 9,007,199,254,740,991%.',
};

/** The rule that the fields say, or what is wrong with them. */
export function ruleOf(
  draft: RuleDraft,
  connection: string,
): { readonly rule: AlertRule | null; readonly trouble: DraftTrouble } {
  const option = conditionOf(draft.condition);
  const trouble: DraftTrouble = {};
  const amount = (field: Amount, unit: AmountUnit): number => {
    const parsed = parseAmount(unit, draft[field]);
    if (parsed === undefined) trouble[field] = EXAMPLES[unit];
    else if (parsed > Number.MAX_SAFE_INTEGER) trouble[field] = MOST[unit];
    return trouble[field] === undefined && parsed !== undefined ? parsed : 0;
  };
  const value = option.unit === null ? 0 : amount('value', option.unit);
  const clear = option.unit === null || draft.clear.trim() === '' ? null : amount('clear', option.unit);
  if (
    clear !== null &&
    trouble.value === undefined &&
    trouble.clear === undefined &&
    (option.op === 'above' ? clear > value : clear < value)
  )
    trouble.clear = option.op === 'above' ? 'Not above the limit itself.' : 'Not below the limit itself.';
  const repeatMs = draft.repeat.trim() === '' ? null : amount('repeat', 'duration');
  if (repeatMs !== null && trouble.repeat === undefined && repeatMs < 60_000)
    trouble.repeat = 'At least a minute, or nothing.';
  const rule = alertRuleSchema.safeParse({
    ruleId: draft.ruleId,
    connection,
    enabled: draft.enabled,
    severity: draft.severity,
    watched: watchedOf(draft, value, clear),
    forMs: amount('lasting', 'duration'),
    holdMs: amount('hold', 'duration'),
    repeatMs,
    channels: draft.channels,
  });
  if (!rule.success)
    Object.assign(
      trouble,
      schemaTrouble(
        draft,
        rule.error.issues.flatMap(({ path }) => path),
      ),
      trouble,
    );
  return { rule: rule.success && Object.keys(trouble).length === 0 ? rule.data : null, trouble };
}

function watchedOf(draft: RuleDraft, value: number, clear: number | null): unknown {
  const [over = '', what = '', how = ''] = draft.condition.split(' ');
  const { streams, groups, except } = draft;
  const when =
    what === 'unreachable'
      ? { is: 'unreachable' }
      : what === 'level'
        ? { is: 'level', least: how }
        : how === ''
          ? { is: 'status', status: what }
          : { is: 'figure', metric: what, op: how, value, clear };
  if (over === 'connection') return { over, when };
  return over === 'streams' ? { over, streams, except, when } : { over, streams, groups, except, when };
}

function schemaTrouble(draft: RuleDraft, fields: readonly unknown[]): DraftTrouble {
  const words = 'A name or a pattern such as orders*; a backslash is written twice.';
  const trouble: DraftTrouble = {};
  for (const field of ['streams', 'groups', 'except'] as const)
    if (fields.includes(field)) trouble[field] = draft[field].length > 10_000 ? 'At most 10,000 characters.' : words;
  if (fields.includes('forMs')) trouble.lasting = LONGEST;
  if (fields.includes('holdMs')) trouble.hold = LONGEST;
  if (fields.includes('repeatMs')) trouble.repeat = LONGEST;
  if (fields.includes('channels')) trouble.channels = 'At most 20 channels.';
  return trouble;
}
