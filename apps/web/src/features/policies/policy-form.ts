import { policySettings, type PolicySettings } from '@weir/domain/policies/policy';
import { parseCron } from '@weir/domain/policies/cron';
import { nextDue } from '@weir/domain/policies/due-times';
import { ageText, FIRST_TRIM, formOfRule, parseAge, ruleOf, type TrimForm } from '../actions/trim/trim-form.ts';

/** A policy while it is being typed. */
export interface PolicyForm {
  readonly name: string;
  /** The stream, or a pattern of names. */
  readonly subject: string;
  readonly isPattern: boolean;
  readonly trim: TrimForm;
  readonly about: boolean;
  /** '' = every group is waited for. */
  readonly ignoreDays: string;
  readonly timing: 'every' | 'cron';
  readonly every: string;
  readonly cron: string;
  /** "22:00-06:00", UTC; '' = any time of the day. */
  readonly window: string;
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
    timing: 'every',
    every: '15 m',
    cron: '0 3 * * *',
    window: '',
    entries: '100,000',
    percent: '10',
    mayEmpty: false,
  };
}

export function formOfSettings(settings: PolicySettings): PolicyForm {
  const { on, keep, schedule, window, caps } = settings;
  const first = firstForm('');
  return {
    name: settings.name,
    subject: 'stream' in on ? on.stream : on.pattern,
    isPattern: 'pattern' in on,
    trim: formOfRule(keep, settings.guard, settings.archive),
    about: settings.precision === 'about',
    ignoreDays: settings.ignoreUnseenMs === null ? '' : String(settings.ignoreUnseenMs / DAY_MS),
    timing: 'everyMs' in schedule ? 'every' : 'cron',
    every: 'everyMs' in schedule ? ageText(schedule.everyMs) : first.every,
    cron: 'cron' in schedule ? schedule.cron : first.cron,
    window: window === null ? '' : `${clock(window.from)}-${clock(window.to)}`,
    entries: caps.entries.toLocaleString('en-US'),
    percent: String(caps.percent),
    mayEmpty: settings.mayEmpty,
  };
}

/** The settings of the form; a sentence where it is not whole yet. */
export function settingsOf(form: PolicyForm, connection: string): PolicySettings | string {
  const keep = ruleOf(form.trim);
  if (typeof keep === 'string') return keep;
  const schedule = scheduleOf(form);
  if (typeof schedule === 'string') return schedule;
  const window = windowOf(form.window);
  if (window === undefined) return 'Type the hours of the day in UTC, such as 22:00-06:00, or nothing.';
  if (nextDue({ schedule, window }, 0) === null) return 'At no time of the schedule the hours of the day are open.';
  const days = form.ignoreDays.trim() === '' ? null : Number(form.ignoreDays);
  const entries = Number(form.entries.replaceAll(/[, _]/g, ''));
  const parsed = policySettings.safeParse({
    name: form.name,
    connection,
    on: form.isPattern ? { pattern: form.subject } : { stream: form.subject },
    keep,
    guard: form.trim.guard,
    ignoreUnseenMs: days === null ? null : Math.round(days * DAY_MS),
    precision: form.about ? 'about' : 'exactly',
    archive: form.trim.archive,
    schedule,
    window,
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

function scheduleOf({ timing, every, cron }: PolicyForm): PolicySettings['schedule'] | string {
  if (timing === 'every') {
    const everyMs = parseAge(every);
    return everyMs === undefined ? 'Type how often it runs, such as 15 m, 1 h or 1 d.' : { everyMs };
  }
  const parsed = parseCron(cron);
  return typeof parsed === 'string' ? parsed : { cron: cron.trim() };
}

/** Null = any time; undefined = it is no window. */
function windowOf(text: string): PolicySettings['window'] | undefined {
  if (text.trim() === '') return null;
  const match = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(text.trim());
  const [h1 = 24, m1 = 60, h2 = 24, m2 = 60] = (match ?? []).slice(1).map(Number);
  if (h1 > 23 || h2 > 23 || m1 > 59 || m2 > 59) return undefined;
  const window = { from: h1 * 60 + m1, to: h2 * 60 + m2 };
  return window.from === window.to ? undefined : window;
}

/** "06:30" */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
