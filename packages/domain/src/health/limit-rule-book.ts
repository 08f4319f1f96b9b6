import type { AuditEntry } from '../audit/audit-record.ts';
import type { LimitRule } from './limit-rules.ts';

/** The durable memory of health rules. Each change is written together with its audit records, all or nothing. */
export interface LimitRuleBook {
  limitRules(): Promise<readonly LimitRule[]>;
  /** Takes the place of the rule for the same patterns of the same connection. */
  saveLimitRule(rule: LimitRule, records: readonly AuditEntry[]): Promise<void>;
  /** Refused when it is not there any more. */
  removeLimitRule(ruleId: string, records: readonly AuditEntry[]): Promise<void>;
}
