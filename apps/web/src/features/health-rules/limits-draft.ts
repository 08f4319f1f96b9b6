import { exactPattern } from '@weir/domain/health/exact-pattern';
import {
  LIMIT_BOUNDS,
  limitsFor,
  type LimitRule,
  SETTABLE_LIMITS,
  type SetLimits,
  type SettableLimit,
} from '@weir/domain/health/limit-rules';
import { isTime, limitValue } from '@weir/domain/health/limit-words';

/** Which groups the rule is for. */
export type Scope = 'group' | 'stream' | 'pattern';

export interface Pattern {
  readonly stream: string;
  readonly group: string;
}

/** What was typed, by limit; a limit that nobody touched is missing. */
export type Typed = { readonly [K in SettableLimit]?: string };

export type Parsed = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly because: string };

const UNIT_MS: { readonly [unit: string]: number } = { s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
const AMOUNT = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)?$/;

/** A limit as it was typed: "90 s", "5 m", "off"; for counts a number. */
export function parseLimit(limit: SettableLimit, text: string): Parsed {
  const trimmed = text.trim();
  if (limit === 'batchEveryMs' && (trimmed === '' || trimmed === 'by its pauses')) return { ok: true, value: 0 };
  const [, amount, unit] = AMOUNT.exec(trimmed) ?? [];
  if (amount === undefined)
    return { ok: false, because: isTime(limit) ? 'Give a time such as 90 s or 5 m.' : 'Give a number.' };
  if (!isTime(limit) && unit !== undefined) return { ok: false, because: 'Give a number without a unit.' };
  const value = Math.round(Number(amount) * (isTime(limit) ? (UNIT_MS[unit ?? 's'] ?? 1_000) : 1));
  const [least, most] = LIMIT_BOUNDS[limit];
  const low = limit === 'batchEveryMs' ? 1_000 : least;
  if (value < low || value > most)
    return { ok: false, because: `Between ${limitValue(limit, low)} and ${limitValue(limit, most)}.` };
  return { ok: true, value };
}

/** The patterns of a scope; those of the free one are typed. */
export function patternOf(scope: Scope, place: Pattern, free: Pattern): Pattern {
  if (scope === 'pattern') return free;
  return { stream: exactPattern(place.stream), group: scope === 'group' ? exactPattern(place.group) : '*' };
}

/** A rule that is being put together: what it would set, and what stands in the way. */
export interface Draft {
  readonly pattern: Pattern;
  /** What the fields show. */
  readonly values: { readonly [K in SettableLimit]: number };
  /** What the rule sets: all that would not be so without it. */
  readonly limits: SetLimits;
  readonly because: { readonly [K in SettableLimit]?: string };
  /** The rule that has these patterns now. */
  readonly existing: LimitRule | undefined;
  /** Saving would change something. */
  readonly changed: boolean;
}

/** What saving would mean. The fields start from what counts for the group now. */
export function draftOf(rules: readonly LimitRule[], place: Pattern, pattern: Pattern, typed: Typed): Draft {
  const existing = rules.find((rule) => rule.stream === pattern.stream && rule.group === pattern.group);
  const now = limitsFor(rules, place.stream, place.group).limits;
  const without = limitsFor(
    rules.filter((rule) => rule !== existing),
    place.stream,
    place.group,
  ).limits;
  const values: { [K in SettableLimit]?: number } = {};
  const limits: { [K in SettableLimit]?: number } = {};
  const because: { [K in SettableLimit]?: string } = {};
  for (const limit of SETTABLE_LIMITS) {
    const text = typed[limit];
    const parsed = text === undefined ? undefined : parseLimit(limit, text);
    if (parsed?.ok === false) because[limit] = parsed.because;
    const value = parsed?.ok === true ? parsed.value : now[limit];
    values[limit] = value;
    const kept = existing?.limits[limit] !== undefined && text === undefined;
    if (value !== without[limit] || kept) limits[limit] = value;
  }
  // Sound: every limit was given a value above.
  const all = values as { readonly [K in SettableLimit]: number };
  return { pattern, values: all, limits, because, existing, changed: !sameLimits(limits, existing?.limits ?? {}) };
}

function sameLimits(a: SetLimits, b: SetLimits): boolean {
  return SETTABLE_LIMITS.every((limit) => a[limit] === b[limit]);
}

/** The draft as it stands in the address: "callMs:30s,batchEveryMs:5m". */
export function typedText(typed: Typed): string {
  return SETTABLE_LIMITS.flatMap((limit) => {
    const text = typed[limit];
    return text === undefined ? [] : [`${limit}:${text.replaceAll(/[,:]/g, '')}`];
  }).join(',');
}

export function typedFrom(text: string | undefined): Typed {
  const typed: { [K in SettableLimit]?: string } = {};
  for (const part of (text ?? '').split(',')) {
    const [name = '', value] = part.split(':');
    const limit = SETTABLE_LIMITS.find((one) => one === name);
    if (limit !== undefined && value !== undefined) typed[limit] = value;
  }
  return typed;
}
