import { join } from 'node:path';
import { type ApiTokens, openApiTokens } from './api-tokens.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { openSignInCodes, type SignInCodes } from './sign-in-codes.ts';

export interface Identity {
  readonly codes: SignInCodes;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
}

/** Everything that decides who may come in, kept in the data folder. */
export async function openIdentity(dataDir: string, now: () => number): Promise<Identity> {
  return {
    codes: await openSignInCodes(join(dataDir, 'sign-in-codes'), now),
    sessions: await openSessions(join(dataDir, 'sessions'), now),
    tokens: await openApiTokens(join(dataDir, 'tokens'), now),
  };
}
