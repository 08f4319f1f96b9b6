import { type LetterSettings, letterSettings } from '@weir/domain/policies/policy';
import { ageText, parseAge } from '../actions/trim/trim-form.ts';
import { FIRST_SCHEDULE, formOfTiming, type ScheduleForm, timingOf } from './schedule-form.ts';

/** A dead-letter policy while it is being typed. */
export interface LetterForm extends ScheduleForm {
  readonly name: string;
  /** The stream, or a pattern of names. */
  readonly subject: string;
  readonly isPattern: boolean;
  /** '' = every group. */
  readonly group: string;
  readonly deliveries: string;
  readonly olderThan: string;
  /** '' = the stream's own dead-letter stream. */
  readonly to: string;
  readonly atMost: string;
}

export const FIRST_LETTER_FORM: LetterForm = {
  name: '',
  subject: '',
  isPattern: false,
  group: '',
  deliveries: '5',
  olderThan: '1 h',
  to: '',
  atMost: '1,000',
  ...FIRST_SCHEDULE,
};

export function formOfLetters(settings: LetterSettings): LetterForm {
  const { name, on, group, deliveries, olderThanMs, to, atMost } = settings;
  return {
    name,
    subject: 'stream' in on ? on.stream : on.pattern,
    isPattern: 'pattern' in on,
    group: group ?? '',
    deliveries: String(deliveries),
    olderThan: ageText(olderThanMs),
    to: to ?? '',
    atMost: atMost.toLocaleString('en-US'),
    ...formOfTiming(settings),
  };
}

/** The settings of the form; a sentence where it is not whole yet. */
export function lettersOf(form: LetterForm, connection: string): LetterSettings | string {
  const timing = timingOf(form);
  if (typeof timing === 'string') return timing;
  const parsed = letterSettings.safeParse({
    does: 'dead-letter',
    name: form.name,
    connection,
    on: form.isPattern ? { pattern: form.subject } : { stream: form.subject },
    group: form.group === '' ? null : form.group,
    deliveries: count(form.deliveries),
    olderThanMs: parseAge(form.olderThan),
    to: form.to === '' ? null : form.to,
    atMost: count(form.atMost),
    ...timing,
  });
  return parsed.success ? parsed.data : sentenceFor(String(parsed.error.issues[0]?.path[0] ?? ''));
}

function count(text: string): number {
  return Number(text.replaceAll(/[, _]/g, ''));
}

const SENTENCES: Readonly<Record<string, string>> = {
  name: 'Give the policy a name.',
  on: 'Name a stream, or a pattern such as orders:*.',
  deliveries: 'Type how many deliveries are too many, 2 or more.',
  olderThanMs: 'Type an age between a minute and ten years, such as 1 h.',
  atMost: 'A run takes 1 to 100,000 entries of a group.',
  schedule: 'Type a time between a minute and 31 days, such as 15 m.',
};

function sentenceFor(field: string): string {
  return SENTENCES[field] ?? 'Something is missing.';
}
