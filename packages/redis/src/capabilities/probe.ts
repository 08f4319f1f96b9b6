import type { Ability, Capabilities } from '@weir/domain/capabilities/capability';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import type { Redis } from 'ioredis';
import { ask, type Command } from '../commands/ask.ts';
import type { Plane } from '../links/plane-options.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { earlierTimesCost, isAtLeast, lagMayOverstate } from './server-version.ts';

// No key of anybody. Should it exist after all, every answer but a refusal still proves the ability.
const NO_KEY = 'weir:no-such-stream';

/** Answers to the harmless probes, before it is known who gave them. */
export interface Probed {
  readonly abilities: Omit<Capabilities, 'lagReported' | 'lagMayOverstate' | 'idleCountsAttempts' | 'earlierTimesCost'>;
  readonly docs: Reply;
  readonly noTouch: Reply;
}

/**
 * What this server and account can do, found by doing it on a key that does not exist: COMMAND INFO would tell what the
 * server knows but not what the account may, and some services block it. Switches CLIENT NO-TOUCH on for the planes
 * that only look, so that looking does not keep keys from eviction. Throws NoAnswer.
 */
export async function probe(client: Redis, plane: Plane): Promise<Probed> {
  const looksOnly = plane === 'poll' || plane === 'read';
  const able = async (...command: Command): Promise<Ability> => abilityFrom(await ask(client, command));
  const [xinfoStream, xinfoGroups, xinfoConsumers, xpending, xrange, scan, memoryUsage, ends, noTouch, docs] =
    await Promise.all([
      able('XINFO', 'STREAM', NO_KEY),
      able('XINFO', 'GROUPS', NO_KEY),
      able('XINFO', 'CONSUMERS', NO_KEY, 'none'),
      able('XPENDING', NO_KEY, 'none'),
      able('XRANGE', NO_KEY, '-', '+', 'COUNT', '1'),
      able('SCAN', '0', 'COUNT', '1', 'TYPE', 'stream'),
      able('MEMORY', 'USAGE', NO_KEY),
      // EXEC first and alone: with MULTI allowed and EXEC denied the connection would be caught in a transaction.
      able('EXEC'),
      ask(client, ['CLIENT', 'NO-TOUCH', looksOnly ? 'ON' : 'OFF']),
      ask(client, ['COMMAND', 'DOCS', 'PING']),
    ]);
  const [multi] = ends === 'yes' ? await Promise.all([able('MULTI'), ask(client, ['EXEC'])]) : [ends];
  return {
    abilities: {
      xinfoStream,
      xinfoGroups,
      xinfoConsumers,
      xpending,
      xrange,
      scan,
      memoryUsage,
      multi,
      noTouch: abilityFrom(noTouch),
    },
    docs,
    noTouch,
  };
}

/** The whole picture of what can be relied on, from the probes and the server's identity. */
export function capabilitiesFrom({ abilities, docs, noTouch }: Probed, identity: ServerIdentity): Capabilities {
  return {
    ...abilities,
    lagReported: sinceVersion(identity, '7.0') ?? isSevenByItsAnswer(docs),
    lagMayOverstate: lagMayOverstate(identity),
    earlierTimesCost: earlierTimesCost(identity),
    // CLIENT NO-TOUCH and counted attempts came with the same release.
    idleCountsAttempts: sinceVersion(identity, '7.2') ?? knows(noTouch, 'client|no-touch'),
  };
}

function sinceVersion(identity: ServerIdentity, floor: string): boolean | undefined {
  // The first Valkey is 7.2.
  if (identity.product === 'valkey') return true;
  return identity.product === 'redis' ? isAtLeast(identity.version, floor) : undefined;
}

/** What a reply to a harmless probe says about the ability. Any answer that is not a refusal proves it. */
export function abilityFrom(reply: Reply): Ability {
  if (!(reply instanceof ReplyError)) return 'yes';
  const { code, text } = reply;
  // A denial of the key only: Redis looks at the command first, so the command itself is allowed.
  if (code === 'NOPERM') return /\bkeys?\b/i.test(text) && !/\bcommand\b/i.test(text) ? 'yes' : 'denied';
  // Four wordings over the versions, all with these words (redis 5.0 to 8.6, Valkey).
  if (/unknown (sub)?command/i.test(text)) return 'missing';
  // SCAN … TYPE before 6.0.
  if (code === 'ERR' && /syntax error/i.test(text)) return 'missing';
  if (code === 'LOADING' || code === 'BUSY' || code === 'NOAUTH') return 'unsure';
  return 'yes';
}

// Without a version the wording tells: COMMAND DOCS exists from 7.0 on, and a blocked command is quoted with ' where
// 6.2 and older have a backtick.
function isSevenByItsAnswer(docs: Reply): boolean {
  return knows(docs, 'command|docs') || (docs instanceof ReplyError && /unknown command '/i.test(docs.text));
}

// Servers before 7.0 deny a command before they look at its subcommand, so only a denial that names it proves it.
function knows(reply: Reply, subcommand: string): boolean {
  return !(reply instanceof ReplyError) || reply.text.includes(subcommand);
}
