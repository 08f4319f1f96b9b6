import type { Visitor } from '@weir/api/access/visitor';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiTokens } from './api-tokens.ts';
import type { Sessions } from './sessions.ts';

/** Who sent a request, and by what. `key` groups the sockets of one session or token. */
export type Caller =
  | { readonly by: 'session'; readonly visitor: Visitor; readonly key: string; readonly secret: string }
  | { readonly by: 'token'; readonly visitor: Visitor; readonly key: string; readonly token: string }
  | { readonly by: 'nothing'; readonly visitor: null };

const NOBODY: Caller = { by: 'nothing', visitor: null };

export interface Identities {
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly cookieName: () => string;
}

/** A bearer token decides alone when it is there: a request never mixes it with a cookie. */
export async function identify(
  headers: IncomingHttpHeaders,
  { sessions, tokens, cookieName }: Identities,
): Promise<Caller> {
  const bearer = bearerOf(headers);
  if (bearer !== undefined) {
    const token = await tokens.find(bearer);
    if (token === undefined) return NOBODY;
    return {
      by: 'token',
      visitor: { actor: `token ${token.name}`, role: token.role },
      key: `token ${token.name}`,
      token: bearer,
    };
  }
  const secret = cookieOf(headers, cookieName());
  const session = secret === undefined ? undefined : await sessions.find(secret);
  if (secret === undefined || session === undefined) return NOBODY;
  return { by: 'session', visitor: { actor: session.actor, role: session.role }, key: session.id, secret };
}

/** The token of `Authorization: Bearer …`; '' when the header is there and says something else. */
export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  if (headers.authorization === undefined) return undefined;
  return /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(headers.authorization)?.[1] ?? '';
}

export function cookieOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  for (const pair of headers.cookie?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}
