import type { Archives } from '@weir/domain/archive/archives';
import type { AuditTrail } from '@weir/domain/audit/audit-record';
import type { Journal } from '@weir/domain/jobs/journal';
import type { LetterRules } from '@weir/domain/dead-letters/letter-rules';
import type { Watch } from '../observe/watch.ts';

/** What planning and changing stand on; lent by the server. */
export interface ActTools {
  readonly watches: ReadonlyMap<string, Watch>;
  readonly journal: Journal;
  readonly audit: AuditTrail;
  readonly archives: Archives;
  /** How dead letters are recognised; absent = as Weir knows them. */
  readonly letters?: LetterRules;
  /** This machine's clock, epoch ms. */
  readonly here: () => number;
  /** A clock that only goes forward, ms. */
  readonly monotonic: () => number;
  /** A new id: [0-9a-z-], at most 40 characters, never given out before. */
  readonly newId: () => string;
  /** False as soon as the person or token may no longer do this. */
  readonly stillMay: (actor: string, role: string) => Promise<boolean>;
  /** Something that should not happen, for the log. */
  readonly onFault: (fault: unknown) => void;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
