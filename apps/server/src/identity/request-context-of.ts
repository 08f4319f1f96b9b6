import type { RequestContext } from '@weir/api/access/request-context';
import type { ActDesk } from '@weir/api/act/act-desk';
import type { AlertDesk } from '@weir/api/alerts/alert-desk';
import type { PolicyDesk } from '@weir/api/policies/policy-desk';
import type { LimitDesk } from '@weir/api/health/limit-desk';
import type { Watch } from '@weir/api/observe/watch';
import type { Caller } from './identify.ts';
import type { Identity } from './open-identity.ts';

/** What all requests of this process share. */
export interface ConsoleFacts {
  readonly watches: ReadonlyMap<string, Watch>;
  readonly boot: string;
  readonly version: string;
  readonly readOnly: boolean;
  readonly desk: ActDesk;
  readonly alerts: AlertDesk;
  readonly policies: PolicyDesk;
  readonly limits: LimitDesk;
  readonly cookieName: () => string;
}

const COOKIE_SECONDS = 12 * 3_600;
const ATTRIBUTES = 'HttpOnly; SameSite=Strict; Path=/';
// There are no accounts yet: whoever holds a link printed on this machine is its operator.
const LOCAL_OPERATOR = { actor: 'local operator', role: 'admin' } as const;

export function requestContextOf(
  facts: ConsoleFacts,
  { codes, sessions }: Identity,
  caller: Caller,
  origin: string,
  setCookie: (cookie: string) => void,
): RequestContext {
  const { cookieName, ...shared } = facts;
  return {
    ...shared,
    visitor: caller.visitor,
    origin,

    async signIn(code) {
      if (!(await codes.spend(code))) return null;
      if (caller.by === 'session') await sessions.end(caller.secret);
      const secret = await sessions.begin(LOCAL_OPERATOR.actor, LOCAL_OPERATOR.role);
      setCookie(`${cookieName()}=${secret}; ${ATTRIBUTES}; Max-Age=${COOKIE_SECONDS}`);
      return LOCAL_OPERATOR;
    },

    async signOut() {
      if (caller.by === 'session') await sessions.end(caller.secret);
      setCookie(`${cookieName()}=; ${ATTRIBUTES}; Max-Age=0`);
    },
  };
}
