import type { CallResult, Skipped } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { readableFromBytes } from '@weir/domain/names/readable-name';
import { ask, NoAnswer } from '../commands/ask.ts';
import { failureFromNoAnswer, failureFromReply } from '../errors/failure.ts';
import type { Link } from '../links/link.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { standFrom } from './stand-text.ts';
import { skipsFrom } from './skip-text.ts';

/** What a job's mark says: the newest step that ran, and what its call did up to there. */
export interface Mark {
  readonly number: number;
  readonly step: number;
  readonly complete: boolean;
  readonly result: CallResult;
}

/**
 * Reads a mark over the connection that writes, behind everything sent on it. Undefined = no step ran. Fails with a
 * ConsoleError. Bounded: a mark holds one call's skipped entries at most.
 */
export async function readMark(write: Link, key: string): Promise<Mark | undefined> {
  const { session } = write;
  if (session === undefined) {
    throw write.state.state === 'down'
      ? new ConsoleError('not-connected', write.state.sentence)
      : failureFromNoAnswer('not-sent');
  }
  let reply: Reply;
  try {
    reply = await ask(session.client, ['HGETALL', key]);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (error.why === 'timed-out') session.drop('stopped-answering');
    throw failureFromNoAnswer(error.why);
  }
  if (reply instanceof ReplyError) throw failureFromReply(reply, ['HGETALL']);
  return markFrom(reply);
}

function markFrom(reply: Reply): Mark | undefined {
  const fields = new Map<string, Buffer>();
  const flat = Array.isArray(reply) ? (reply as readonly Reply[]) : []; // an array of replies holds replies
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const [name, value] = [flat[at], flat[at + 1]];
    if (Buffer.isBuffer(name) && Buffer.isBuffer(value)) fields.set(name.toString('latin1'), value);
  }
  const text = (name: string): string => fields.get(name)?.toString('latin1') ?? '';
  // Touched by a step that was then refused, or closed before any: none has run.
  const number = Number(text(fields.has('was') ? 'was' : 'call'));
  if (number === 0) return undefined;
  const step = Number(text('step'));
  const skipped: Skipped[] = [];
  for (let at = 1; at <= step; at += 1) {
    const left = fields.get(`skip:${at}`);
    if (left !== undefined) skipped.push(...skipsFrom(left));
  }
  const held = fields.get('held');
  return {
    number,
    step,
    complete: text('complete') === '1',
    result: {
      done: Number(text('done')),
      looked: Number(text('looked')),
      bytes: Number(text('bytes')),
      skipped,
      // Written by the scripts from ids of Redis' own.
      reached: text('reached') === '' ? null : (text('reached') as EntryId),
      more: text('more') === '1',
      ...(fields.has('from') ? { ranAt: [Number(text('from')), Number(text('until'))] } : {}),
      ...(held === undefined || held.length === 0 ? {} : { heldBy: readableFromBytes(held) }),
      ...standFrom(text('before')),
    },
  };
}
