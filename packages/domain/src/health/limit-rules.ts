import { readableGlob } from '../names/readable-glob.ts';
import { precision } from './exact-pattern.ts';
import { DEFAULT_LIMITS, type HealthLimits } from './limits.ts';

/** The limits an operator may set; the others are how judging works and not where health ends. */
export const SETTABLE_LIMITS = [
  'callMs',
  'behindMs',
  'behindForMs',
  'growthMs',
  'poisonDeliveries',
  'slowFactor',
  'batchEveryMs',
] as const satisfies readonly (keyof HealthLimits)[];
export type SettableLimit = (typeof SETTABLE_LIMITS)[number];
export type SetLimits = { readonly [K in SettableLimit]?: number | undefined };

/** Limits for the groups whose stream and name fit the patterns. */
export interface LimitRule {
  readonly ruleId: string;
  readonly connection: string;
  /** Patterns as of Redis MATCH; names in their readable form. */
  readonly stream: string;
  readonly group: string;
  readonly limits: SetLimits;
  readonly setBy: string;
  /** This machine's clock, epoch ms. */
  readonly setAt: number;
}

/** Smallest and largest of each limit: outside of it a rule would say nothing, or something every minute. */
export const LIMIT_BOUNDS: { readonly [K in SettableLimit]: readonly [least: number, most: number] } = {
  callMs: [5_000, 86_400_000],
  behindMs: [1_000, 604_800_000],
  behindForMs: [10_000, 3_600_000],
  // Slopes are taken over ten minutes; twice this time has to fit in.
  growthMs: [30_000, 300_000],
  poisonDeliveries: [2, 1_000],
  slowFactor: [2, 1_000],
  // 0 = it is judged by its pauses.
  batchEveryMs: [0, 604_800_000],
};

/** Where a group's limits come from: the rule that sets each; one that is missing is the default. */
export interface FittedLimits {
  readonly limits: HealthLimits;
  readonly from: { readonly [K in SettableLimit]?: LimitRule };
}

/** Whether a rule counts for this group; among several the most precise one does. */
export function isFor(
  rule: Pick<LimitRule, 'stream' | 'group'>,
  place: { readonly stream: string; readonly group: string },
): boolean {
  return readableGlob(rule.stream)(place.stream) && readableGlob(rule.group)(place.group);
}

/**
 * The limits of one group. Of several rules that set the same limit the more precise one counts: the stream's pattern is
 * compared first, then the group's; of two equally precise ones the later.
 */
export function limitsFor(rules: readonly LimitRule[], stream: string, group: string): FittedLimits {
  const fitting = rules
    .filter((rule) => isFor(rule, { stream, group }))
    .toSorted(
      (a, b) =>
        precision(a.stream) - precision(b.stream) || precision(a.group) - precision(b.group) || a.setAt - b.setAt,
    );
  if (fitting.length === 0) return NO_RULES;
  const limits: { -readonly [K in keyof HealthLimits]: HealthLimits[K] } = { ...DEFAULT_LIMITS };
  const from: { [K in SettableLimit]?: LimitRule } = {};
  for (const rule of fitting) {
    for (const limit of SETTABLE_LIMITS) {
      const value = rule.limits[limit];
      if (value === undefined) continue;
      limits[limit] = value;
      from[limit] = rule;
    }
  }
  return { limits, from };
}

const NO_RULES: FittedLimits = { limits: DEFAULT_LIMITS, from: {} };
