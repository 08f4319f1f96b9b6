import { isRole, type Role } from '@weir/api/access/role';
import { z } from 'zod';
import { openPrivateFiles } from './private-files.ts';
import { hashOf, newSecret } from './secret.ts';

export interface ApiToken {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Tokens for scripts, stored hashed. Made and revoked by commands; a running console notices within a second. */
export interface ApiTokens {
  /** The token's text, shown once; undefined when the name is taken. */
  create(name: string, role: Role): Promise<string | undefined>;
  list(): Promise<readonly ApiToken[]>;
  /** False when there is none of that name. */
  revoke(name: string): Promise<boolean>;
  find(token: string): Promise<ApiToken | undefined>;
}

const PREFIX = 'weir_';
const TOKEN_BYTES = 32;
const LIFETIME_MS = 90 * 24 * 3_600_000;
// A token is looked up from its file at most this often: revoking works within a second.
const FRESH_MS = 500;

const stored = z.object({
  name: z.string(),
  role: z.string().refine(isRole),
  createdAt: z.number(),
  expiresAt: z.number(),
});

export async function openApiTokens(folder: string, now: () => number): Promise<ApiTokens> {
  const files = await openPrivateFiles(folder);
  const seen = new Map<string, { readonly at: number; readonly token: ApiToken | undefined }>();

  async function read(id: string): Promise<ApiToken | undefined> {
    const content = stored.safeParse(await files.read(id)).data;
    return content !== undefined && isRole(content.role) ? { ...content, role: content.role } : undefined;
  }

  async function all(): Promise<readonly { readonly id: string; readonly token: ApiToken }[]> {
    const tokens = await Promise.all((await files.names()).map(async (id) => ({ id, token: await read(id) })));
    return tokens.flatMap(({ id, token }) => (token === undefined ? [] : [{ id, token }]));
  }

  return {
    async create(name, role) {
      if ((await all()).some(({ token }) => token.name === name)) return undefined;
      const text = PREFIX + newSecret(TOKEN_BYTES);
      await files.write(hashOf(text), { name, role, createdAt: now(), expiresAt: now() + LIFETIME_MS });
      return text;
    },

    async list() {
      return (await all()).map(({ token }) => token).toSorted((a, b) => a.createdAt - b.createdAt);
    },

    async revoke(name) {
      const found = (await all()).find(({ token }) => token.name === name);
      return found !== undefined && (await files.remove(found.id));
    },

    async find(text) {
      // The prefix spares the disk most of the nonsense that is sent to a port.
      if (!text.startsWith(PREFIX) || text.length > 200) return undefined;
      const id = hashOf(text);
      let newest = seen.get(id);
      if (newest === undefined || now() - newest.at > FRESH_MS) {
        newest = { at: now(), token: await read(id) };
        // Only tokens that exist are kept, so that guessing fills no memory.
        if (newest.token === undefined) seen.delete(id);
        else seen.set(id, newest);
      }
      return newest.token !== undefined && newest.token.expiresAt > now() ? newest.token : undefined;
    },
  };
}
