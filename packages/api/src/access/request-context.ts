import type { SessionAnswer } from '@weir/domain/wire/answers';
import type { ActDesk } from '../act/act-desk.ts';
import type { AlertDesk } from '../alerts/alert-desk.ts';
import type { LimitDesk } from '../health/limit-desk.ts';
import type { Watch } from '../observe/watch.ts';
import type { PolicyDesk } from '../policies/policy-desk.ts';
import type { Visitor } from './visitor.ts';

/** What one request may use; made by the server for every request. */
export interface RequestContext {
  readonly visitor: Visitor | null;
  readonly watches: ReadonlyMap<string, Watch>;
  /** Identity of this server process. */
  readonly boot: string;
  readonly version: string;
  readonly readOnly: boolean;
  readonly desk: ActDesk;
  readonly alerts: AlertDesk;
  readonly policies: PolicyDesk;
  readonly limits: LimitDesk;
  /** Address the request came from, for the audit log. */
  readonly origin: string;
  /** Spends a one-time code and starts a session on this request's answer; null = the code does not open anything. */
  signIn(code: string): Promise<Visitor | null>;
  signOut(): Promise<void>;
}

export function sessionAnswer(context: RequestContext, visitor: Visitor | null): SessionAnswer {
  return {
    signedIn: visitor !== null,
    actor: visitor?.actor ?? '',
    role: visitor?.role ?? '',
    readOnly: context.readOnly,
    boot: context.boot,
    version: context.version,
  };
}
