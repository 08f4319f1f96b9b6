import { join } from 'node:path';
import { type ApiTokens, openApiTokens } from '../identity/api-tokens.ts';
import type { Command } from './command-line.ts';

export interface Outcome {
  readonly exitCode: 0 | 1;
  /** For stdout when it went well, for stderr otherwise. */
  readonly text: string;
}

type TokenCommand = Extract<Command, { readonly verb: `token ${string}` }>;

/** Creates, lists and revokes API tokens in the data folder; a console that runs with it notices. */
export async function runTokenCommand(command: TokenCommand, dataDir: string): Promise<Outcome> {
  const tokens = await openApiTokens(join(dataDir, 'tokens'), Date.now);
  if (command.verb === 'token list') return list(tokens, Date.now());
  const { name } = command;
  if (command.verb === 'token revoke') {
    if (await tokens.revoke(name)) return { exitCode: 0, text: `The token ${name} is revoked.` };
    return { exitCode: 1, text: `There is no token named ${name}.` };
  }
  const token = await tokens.create(name, command.role);
  if (token !== undefined) return { exitCode: 0, text: token };
  return { exitCode: 1, text: `There is a token named ${name} already: revoke it first.` };
}

async function list(tokens: ApiTokens, now: number): Promise<Outcome> {
  const lines = (await tokens.list()).map(({ name, role, expiresAt }) => {
    const ends = new Date(expiresAt).toISOString().slice(0, 10);
    return `${name}\t${role}\t${expiresAt > now ? 'ends' : 'ended'} ${ends}`;
  });
  return { exitCode: 0, text: lines.length === 0 ? 'There are no tokens.' : lines.join('\n') };
}
