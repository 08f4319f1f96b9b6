import { z } from 'zod';
import { openPrivateFiles } from './private-files.ts';
import { hashOf, newSecret } from './secret.ts';

/** One-time codes for signing in. Each opens one session, once, within 15 minutes. */
export interface SignInCodes {
  issue(): Promise<string>;
  /** True for exactly one caller per code, however many try at once. */
  spend(code: string): Promise<boolean>;
}

const LIFETIME_MS = 15 * 60_000;
const CODE_BYTES = 24;

const stored = z.object({ expiresAt: z.number() });

export async function openSignInCodes(folder: string, now: () => number): Promise<SignInCodes> {
  const files = await openPrivateFiles(folder);
  const expiryOf = async (name: string): Promise<number> =>
    stored.safeParse(await files.read(name)).data?.expiresAt ?? 0;

  return {
    async issue() {
      for (const name of await files.names()) if ((await expiryOf(name)) <= now()) await files.remove(name);
      const code = newSecret(CODE_BYTES);
      await files.write(hashOf(code), { expiresAt: now() + LIFETIME_MS });
      return code;
    },

    async spend(code) {
      const name = hashOf(code);
      const expiresAt = await expiryOf(name);
      // Removing decides: of all who read the file only one takes it away.
      return (await files.remove(name)) && expiresAt > now();
    },
  };
}
