import type { AuditRecord } from '@weir/domain/audit/audit-record';
import type { Outcome } from '@weir/domain/jobs/job';
import { clockText, dateText, type Zone } from '../../format/moment.ts';
import type { GlyphShape } from '../../ui/status-glyph.tsx';

/** How a change ended; `open` = it has not. */
export type Ending = Outcome | 'open';

export function endingOf({ ended }: AuditRecord): Ending {
  return ended?.outcome ?? 'open';
}

export const ENDING: {
  readonly [E in Ending]: { readonly shape: GlyphShape; readonly word: string; readonly tone: string };
} = {
  done: { shape: 'healthy', word: '', tone: 'text-text' },
  partial: { shape: 'warning', word: 'Partly.', tone: 'text-warn' },
  refused: { shape: 'critical', word: 'Refused.', tone: 'text-crit' },
  unknown: { shape: 'unknown', word: 'Unsure.', tone: 'text-text-2' },
  open: { shape: 'running', word: 'Not over.', tone: 'text-text-2' },
};

/** What the record says was changed: what came of it, or what it set out to do while it is not over. */
export function whatChanged({ begun, ended }: AuditRecord): string {
  return ended === null || ended.summary === '' ? begun.what : ended.summary;
}

/** Between beginning and end, ms; null while it is not over. */
export function tookMs({ begun, ended }: AuditRecord): number | null {
  return ended === null ? null : Math.max(0, ended.at - begun.at);
}

export interface AuditDay {
  /** "Today, 20 Nov", "19 Nov" */
  readonly title: string;
  readonly records: readonly AuditRecord[];
}

const DAY_MS = 86_400_000;

/** Records by the day they began on in this zone; they come newest first and stay so. */
export function auditDays(records: readonly AuditRecord[], now: number, zone: Zone): readonly AuditDay[] {
  const days: { title: string; records: AuditRecord[] }[] = [];
  const today = dateText(now, now, zone);
  const yesterday = dateText(now - DAY_MS, now, zone);
  for (const record of records) {
    const date = dateText(record.begun.at, now, zone);
    const title = date === today ? `Today, ${date}` : date === yesterday ? `Yesterday, ${date}` : date;
    const last = days.at(-1);
    if (last?.title === title) last.records.push(record);
    else days.push({ title, records: [record] });
  }
  return days;
}

/** "20 Nov 14:32:14.071": records are exact to the millisecond. */
export function exactMoment(at: number, now: number, zone: Zone): string {
  return `${dateText(at, now, zone)} ${clockText(at, zone)}.${String(at % 1000).padStart(3, '0')}`;
}

/** Names that made changes, most recent first. */
export function actorsOf(records: readonly AuditRecord[], chosen: string | undefined): readonly string[] {
  const names = new Set(records.map(({ begun }) => begun.actor));
  if (chosen !== undefined && chosen !== '') names.add(chosen);
  return [...names];
}
