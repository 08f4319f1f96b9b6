import type { AuditTrail } from '@weir/domain/audit/audit-record';
import type { FailureReason } from '@weir/domain/errors/console-error';
import type { ReadAlerts } from '../alerts/read-alerts.ts';
import type { WriteAlerts } from '../alerts/write-alerts.ts';
import type { ReadLimitRules, WriteLimitRules } from '../health/limit-rules.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import type { WriteJournal } from '../journal/write-journal.ts';
import type { ReadPolicies } from '../policies/read-policies.ts';
import type { WritePolicies } from '../policies/write-policies.ts';

/** What the thread that reads can be asked. `isSound`: the whole file was looked through and nothing is wrong. */
export type Reading = ReadAlerts &
  ReadJournal &
  ReadPolicies &
  ReadLimitRules &
  Omit<AuditTrail, 'add'> & { isSound(): Promise<boolean> };

/** What the thread that writes can be asked, each in one transaction. */
export type Writing = WriteAlerts & WriteJournal & WriteLimitRules & WritePolicies & Pick<AuditTrail, 'add'>;

/** `recover` opens the file if it is not; `distrust` closes it until it has been looked through again. */
export type Method = keyof Reading | keyof Writing | 'recover' | 'distrust' | 'close';

export interface ThreadSetup {
  readonly role: 'read' | 'write';
  readonly folder: string;
  readonly maxBytes: number | null;
}

export interface Question<Name extends string = Method> {
  readonly id: number;
  readonly method: Name;
  readonly args: readonly unknown[];
  readonly now: number;
}

/** A fault without reason is a mistake of Weir's own. */
export interface Fault {
  readonly reason: FailureReason | null;
  readonly sentence: string;
}

export type FromThread =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: Fault }
  /** Null = all is well (again). `note`: what is worth knowing all the same. */
  | { readonly trouble: string | null; readonly note?: string };
