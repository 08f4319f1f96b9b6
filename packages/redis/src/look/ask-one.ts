import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Command } from '../commands/ask.ts';
import { failureFromReply } from '../errors/failure.ts';
import type { Bounds } from '../pages/bounded-ask.ts';
import type { Reader } from '../pages/reader.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';

// 10,000 consumers with long names, or two entries of a few MB, still fit.
const BOUNDS: Bounds = { bytes: 32 * 1024 * 1024, ms: 4_000 };

/** Replies of commands sent together, errors among them as values. Too large an answer is a ConsoleError. */
export async function askTogether(
  read: Reader,
  commands: readonly Command[],
  bounds: Bounds = BOUNDS,
): Promise<readonly Reply[]> {
  const bounded = await read(commands, bounds);
  if (bounded.kind === 'answer') return bounded.replies;
  throw new ConsoleError('too-large', 'This stream or group is too large to look at from here.');
}

/** The reply, or its error as a ConsoleError. */
export function orThrow(reply: Reply | undefined, command: Command): Reply {
  if (reply instanceof ReplyError) throw failureFromReply(reply, command);
  return reply ?? null;
}

/** Epoch ms out of a TIME reply. */
export function timeFrom(reply: Reply | undefined): number {
  const answer = orThrow(reply, ['TIME']);
  const [seconds, micros] = Array.isArray(answer) ? (answer as readonly Reply[]) : []; // replies hold replies
  const at = numberFrom(seconds) * 1_000 + Math.floor(numberFrom(micros) / 1_000);
  if (!Number.isFinite(at)) throw new ConsoleError('internal', 'Redis answered TIME in a shape Weir does not know.');
  return at;
}

function numberFrom(reply: Reply | undefined): number {
  return Buffer.isBuffer(reply) ? Number(reply.toString('latin1')) : Number.NaN;
}
