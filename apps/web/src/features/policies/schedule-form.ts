import { parseCron } from '@weir/domain/policies/cron';
import { nextDue } from '@weir/domain/policies/due-times';
import type { PolicySettings } from '@weir/domain/policies/policy';
import { ageText, parseAge } from '../actions/trim/trim-form.ts';

type Timing = Pick<PolicySettings, 'schedule' | 'window'>;

/** When a policy runs, while it is being typed. */
export interface ScheduleForm {
  readonly timing: 'every' | 'cron';
  readonly every: string;
  readonly cron: string;
  /** "22:00-06:00", UTC; '' = any time of the day. */
  readonly window: string;
}

export const FIRST_SCHEDULE: ScheduleForm = { timing: 'every', every: '15 m', cron: '0 3 * * *', window: '' };

export function formOfTiming({ schedule, window }: Timing): ScheduleForm {
  return {
    timing: 'everyMs' in schedule ? 'every' : 'cron',
    every: 'everyMs' in schedule ? ageText(schedule.everyMs) : FIRST_SCHEDULE.every,
    cron: 'cron' in schedule ? schedule.cron : FIRST_SCHEDULE.cron,
    window: window === null ? '' : `${clock(window.from)}-${clock(window.to)}`,
  };
}

/** A sentence where it is not whole yet. */
export function timingOf(form: ScheduleForm): Timing | string {
  const schedule = scheduleOf(form);
  if (typeof schedule === 'string') return schedule;
  const window = windowOf(form.window);
  if (window === undefined) return 'Type the hours of the day in UTC, such as 22:00-06:00, or nothing.';
  if (nextDue({ schedule, window }, 0) === null) return 'At no time of the schedule the hours of the day are open.';
  return { schedule, window };
}

function scheduleOf({ timing, every, cron }: ScheduleForm): PolicySettings['schedule'] | string {
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
