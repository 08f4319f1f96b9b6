import type { InputOf } from '@weir/domain/actions/action-input';
import type { TrimRule } from '@weir/domain/actions/trim-rule';
import { parseEntryId } from '@weir/domain/entries/entry-id';

export interface TrimForm {
  readonly keep: TrimRule['keep'];
  readonly entries: string;
  readonly age: string;
  readonly bytes: string;
  /** What was typed, and the id it meant when it was typed: an age must not move on while somebody reads. */
  readonly from: { readonly text: string; readonly id: string | null };
  readonly guard: boolean;
  /** What goes is written to an archive first. */
  readonly archive: boolean;
}

export const FIRST_TRIM: TrimForm = {
  keep: 'needed',
  entries: '',
  age: '',
  bytes: '',
  from: { text: '', id: null },
  guard: true,
  archive: false,
};

/** The rule of the form; a sentence where it is not whole yet. */
export function ruleOf({ keep, entries, age, bytes, from }: TrimForm): TrimRule | string {
  switch (keep) {
    case 'needed':
      return { keep };
    case 'newest': {
      const count = wholeNumber(entries);
      return count === undefined ? 'Type how many entries to keep, such as 300,000.' : { keep, entries: count };
    }
    case 'younger': {
      const thanMs = parseAge(age);
      return thanMs === undefined ? 'Type an age, such as 5 m, 2 h or 7 d.' : { keep, thanMs };
    }
    case 'bytes': {
      const count = parseBytes(bytes);
      return count === undefined ? 'Type a size, such as 200 MB.' : { keep, bytes: count };
    }
    default: {
      const id = from.id === null ? undefined : parseEntryId(from.id);
      return id === undefined ? 'Type a time, an age or an ID, such as 14:30, 10 m or 1795185127912-0.' : { keep, id };
    }
  }
}

export function trimInputOf(form: TrimForm, connection: string, stream: string): InputOf<'trim'> | string {
  const rule = ruleOf(form);
  if (typeof rule === 'string') return rule;
  return { kind: 'trim', connection, stream, rule, guard: form.guard, precision: 'exactly', archive: form.archive };
}

/** "newest:300000", "younger:5m", "from:1795185127912-0", "needed": the rule as the address holds it. */
export function keepParam(rule: TrimRule): string {
  switch (rule.keep) {
    case 'needed':
      return 'needed';
    case 'newest':
      return `newest:${rule.entries}`;
    case 'younger':
      return `younger:${ageText(rule.thanMs).replace(' ', '')}`;
    case 'bytes':
      return `bytes:${rule.bytes}`;
    default:
      return `from:${rule.id}`;
  }
}

/** The form an address asks for; anything else begins with what is always safe. */
export function formOfParam(param: string | undefined): TrimForm {
  const [keep, value = ''] = (param ?? '').split(':', 2);
  switch (keep) {
    case 'newest':
      return { ...FIRST_TRIM, keep, entries: value };
    case 'younger':
      return { ...FIRST_TRIM, keep, age: value.replace(/([a-z])/, ' $1') };
    case 'bytes':
      return { ...FIRST_TRIM, keep, bytes: /^[1-9][0-9]{0,15}$/.test(value) ? bytesText(Number(value)) : value };
    case 'from':
      return { ...FIRST_TRIM, keep, from: { text: value, id: parseEntryId(value) ?? null } };
    default:
      return FIRST_TRIM;
  }
}

export function formOfRule(rule: TrimRule, guard: boolean, archive = false): TrimForm {
  return { ...formOfParam(keepParam(rule)), guard, archive };
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "5 m", "90s", "2 h", "7d"; undefined for anything else, and for nothing at all. */
export function parseAge(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(s|m|min|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, amount = '', unit = ''] = match;
  // Sound: the pattern lets these units through only.
  const ms = Math.round(Number(amount) * UNIT_MS[unit.slice(0, 1) as keyof typeof UNIT_MS]);
  return ms > 0 ? ms : undefined;
}

/** An age that `parseAge` reads again: in the largest unit that is whole. */
export function ageText(ms: number): string {
  for (const unit of ['d', 'h', 'm'] as const) if (ms % UNIT_MS[unit] === 0) return `${ms / UNIT_MS[unit]} ${unit}`;
  return `${ms / UNIT_MS.s} s`;
}

const BYTES = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 } as const;

/** "200 MB", "1.5gb", "4000000": decimal units, as everywhere in Weir. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)\s*(b|kb|mb|gb)?$/i.exec(text.trim().replaceAll(',', ''));
  if (match === null) return undefined;
  const [, amount = '', unit = 'B'] = match;
  const factor = Object.entries(BYTES).find(([name]) => name.toLowerCase() === unit.toLowerCase())?.[1] ?? 1;
  const bytes = Math.round(Number(amount) * factor);
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** A size that `parseBytes` reads again: in the largest unit that needs no more than two decimals. */
export function bytesText(bytes: number): string {
  for (const unit of ['GB', 'MB', 'kB'] as const) {
    const amount = bytes / BYTES[unit];
    if (amount >= 1 && Number.isInteger(amount * 100)) return `${amount} ${unit}`;
  }
  return `${bytes} B`;
}

function wholeNumber(text: string): number | undefined {
  const digits = text.trim().replaceAll(/[, _]/g, '');
  const count = /^\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(count) ? count : undefined;
}
