import { isRole, type Role } from '@weir/api/access/role';
import { z } from 'zod';
import { openPrivateFiles } from './private-files.ts';
import { hashOf, newSecret } from './secret.ts';

export interface Session {
  /** Names the session without opening it. */
  readonly id: string;
  readonly actor: string;
  readonly role: Role;
  readonly createdAt: number;
  lastSeenAt: number;
}

/** Browser sessions: 256 bits in a cookie, stored hashed; they end after 30 idle minutes, or 12 hours. */
export interface Sessions {
  /** Starts a session; returns the cookie's secret, which is not kept. */
  begin(actor: string, role: Role): Promise<string>;
  /** The session a cookie opens, marked as seen now; undefined when it ended. */
  find(secret: string): Promise<Session | undefined>;
  /** True while the session has not ended; does not count as being seen. */
  lives(id: string): boolean;
  end(secret: string): Promise<void>;
  /** Called with the id of each session that is ended by signing out. */
  onEnd(listener: (id: string) => void): void;
}

const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
const SECRET_BYTES = 32;
// How far the stored time of last use may lie back; it only matters for sessions that outlive a restart.
const REMEMBER_MS = 60_000;

const stored = z.object({
  actor: z.string(),
  role: z.string().refine(isRole),
  createdAt: z.number(),
  lastSeenAt: z.number(),
});

export async function openSessions(folder: string, now: () => number): Promise<Sessions> {
  const files = await openPrivateFiles(folder);
  const known = new Map<string, Session>();
  const rememberedAt = new Map<string, number>();
  const listeners: ((id: string) => void)[] = [];
  const ended = (session: Session): boolean =>
    now() - session.lastSeenAt > IDLE_MS || now() - session.createdAt > ABSOLUTE_MS;

  async function keep(session: Session): Promise<void> {
    const { id, ...content } = session;
    known.set(id, session);
    rememberedAt.set(id, now());
    await files.write(id, content);
  }

  async function forget(id: string): Promise<void> {
    known.delete(id);
    rememberedAt.delete(id);
    await files.remove(id);
  }

  async function load(id: string): Promise<Session | undefined> {
    const content = stored.safeParse(await files.read(id)).data;
    if (content === undefined || !isRole(content.role)) return undefined;
    const session = { id, ...content, role: content.role };
    known.set(id, session);
    return session;
  }

  for (const id of await files.names()) {
    const session = await load(id);
    if (session === undefined || ended(session)) await forget(id);
  }

  return {
    async begin(actor, role) {
      const secret = newSecret(SECRET_BYTES);
      await keep({ id: hashOf(secret), actor, role, createdAt: now(), lastSeenAt: now() });
      return secret;
    },

    async find(secret) {
      const id = hashOf(secret);
      const session = known.get(id);
      if (session === undefined) return undefined;
      if (ended(session)) {
        await forget(id);
        return undefined;
      }
      session.lastSeenAt = now();
      if (now() - (rememberedAt.get(id) ?? 0) > REMEMBER_MS) await keep(session);
      return session;
    },

    lives(id) {
      const session = known.get(id);
      return session !== undefined && !ended(session);
    },

    async end(secret) {
      const id = hashOf(secret);
      if (!known.has(id)) return;
      await forget(id);
      for (const listener of listeners) listener(id);
    },

    onEnd(listener) {
      listeners.push(listener);
    },
  };
}
