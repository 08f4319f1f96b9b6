import { join } from 'node:path';
import { findRunning } from '../identity/running-console.ts';
import { openSignInCodes } from '../identity/sign-in-codes.ts';
import type { Outcome } from './run-token-command.ts';

/** A new one-time link for the console that runs with this data folder. */
export async function runSignIn(dataDir: string): Promise<Outcome> {
  const running = await findRunning(dataDir);
  if (running === undefined) {
    return { exitCode: 1, text: `No console runs with the data folder ${dataDir}: start one with weir serve.` };
  }
  const codes = await openSignInCodes(join(dataDir, 'sign-in-codes'), Date.now);
  return { exitCode: 0, text: `${running.origin}/sign-in#${await codes.issue()}` };
}
