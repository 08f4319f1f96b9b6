import { trimSettings, type TrimSettings } from '@weir/domain/policies/policy';
import { FIRST_TRIM, formOfRule, ruleOf, type TrimForm } from '../actions/trim/trim-form.ts';
import { FIRST_SCHEDULE, formOfTiming, type ScheduleForm, timingOf } from './schedule-form.ts';

/** A trim policy while it is being typed. */
export interface PolicyForm extends ScheduleForm {
  readonly name: string;
  /** The stream, or a pattern of names. */
  readonly subject: string;
  readonly isPattern: boolean;
  readonly trim: TrimForm;
  readonly about: boolean;
  /** '' = every group is waited for. */
  readonly ignoreDays: string;
  readonly entries: string;
  readonly percent: string;
  readonly mayEmpty: boolean;
}

export function firstForm(stream: string): PolicyForm {
  return {
    name: stream === '' ? '' : `keep ${stream} small`,
    subject: stream,
    isPattern: stream === '',
    trim: { ...FIRST_TRIM, archive: false },
    about: true,
    ignoreDays: '',
    ...FIRST_SCHEDULE,
    entries: '100,000',
    percent: '10',
    mayEmpty: false,
  };
}

export function formOfSettings(settings: TrimSettings): PolicyForm {
  const { on, keep, caps } = settings;
  return {
    name: settings.name,
    subject: 'stream' in on ? on.stream : on.pattern,
    isPattern: 'pattern' in on,
    trim: formOfRule(keep, settings.guard, settings.archive),
    about: settings.precision === 'about',
    ignoreDays: settings.ignoreUnseenMs === null ? '' : String(settings.ignoreUnseenMs / DAY_MS),
    ...formOfTiming(settings),
    entries: caps.entries.toLocaleString('en-US'),
    percent: String(caps.percent),
    mayEmpty: settings.mayEmpty,
  };
}

/** The settings of the form; a sentence where it is not whole yet. */
export function settingsOf(form: PolicyForm, connection: string): TrimSettings | string {
  const keep = ruleOf(form.trim);
  if (typeof keep === 'string') return keep;
  const timing = timingOf(form);
  if (typeof timing === 'string') return timing;
  const days = form.ignoreDays.trim() === '' ? null : Number(form.ignoreDays);
  const entries = Number(form.entries.replaceAll(/[, _]/g, ''));
  const parsed = trimSettings.safeParse({
    name: form.name,
    connection,
    on: form.isPattern ? { pattern: form.subject } : { stream: form.subject },
    keep,
    guard: form.trim.guard,
    ignoreUnseenMs: days === null ? null : Math.round(days * DAY_MS),
    precision: form.about ? 'about' : 'exactly',
    archive: form.trim.archive,
    ...timing,
    caps: { entries, percent: Number(form.percent) },
    mayEmpty: form.mayEmpty,
  });
  return parsed.success ? parsed.data : sentenceFor(String(parsed.error.issues[0]?.path[0] ?? ''));
}

const DAY_MS = 86_400_000;

const SENTENCES: Readonly<Record<string, string>> = {
  name: 'Give the policy a name.',
  on: 'Name a stream, or a pattern such as orders:*.',
  keep: 'A policy keeps at least one entry, one minute or 1 kB.',
  ignoreUnseenMs: 'Type days, such as 7, or nothing.',
  caps: 'A run takes at least one entry, and 1 to 100 percent.',
  schedule: 'Type a time between a minute and 31 days, such as 15 m.',
};

function sentenceFor(field: string): string {
  return SENTENCES[field] ?? 'Something is missing.';
}
