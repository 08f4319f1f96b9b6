import { type FittedLimits, limitsFor, type LimitRule } from '@weir/domain/health/limit-rules';

/** The health rules of one connection, as groups are judged by them now. */
export interface LimitBook {
  readonly rules: readonly LimitRule[];
  fitted(stream: string, group: string): FittedLimits;
}

export function limitBook(rules: readonly LimitRule[]): LimitBook {
  return { rules, fitted: (stream, group) => limitsFor(rules, stream, group) };
}
