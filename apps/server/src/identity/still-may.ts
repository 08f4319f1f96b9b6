import { isRole, roleCovers } from '@weir/api/access/role';
import type { ApiTokens } from './api-tokens.ts';

const TOKEN = 'token ';

/**
 * Whether who began a job may go on with it: a token that was revoked or has expired ends its jobs' way. Sessions end by
 * time alone, and what a person began outlives the browser.
 */
export async function stillMay(actor: string, role: string, tokens: ApiTokens): Promise<boolean> {
  if (!actor.startsWith(TOKEN)) return true;
  const name = actor.slice(TOKEN.length);
  const token = (await tokens.list()).find((listed) => listed.name === name);
  return token !== undefined && token.expiresAt > Date.now() && isRole(role) && roleCovers(token.role, role);
}
