import { ask, NoAnswer, type Command } from '../commands/ask.ts';
import { failureFromReply } from '../errors/failure.ts';
import type { Link } from '../links/link.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';

/**
 * What became of a write. done: Redis said so. refused: it certainly was not applied. unknown: it was sent and no reply
 * came, so it may have been applied; only reading can tell.
 */
export type Written =
  | { readonly outcome: 'done'; readonly reply: Reply }
  | { readonly outcome: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly outcome: 'unknown'; readonly because: string };

export interface Writer {
  /** Sends one command at most once and settles within 5 s. Never throws for anything Redis or the network does. */
  write(command: Command): Promise<Written>;
}

// A script can fail after it has already changed something. These replies come before its first line runs.
const BEFORE_ANY_LINE = new Set(
  'NOSCRIPT NOPERM NOAUTH BUSY LOADING MISCONF NOREPLICAS MASTERDOWN CLUSTERDOWN MOVED ASK TRYAGAIN CROSSSLOT'.split(
    ' ',
  ),
);
const RUNS_A_SCRIPT = /^(?:eval|evalsha|fcall)$/i;

/**
 * Sends commands that change Redis, each at most once. Besides it only `changes/steps/copy-wire.ts` sends such, by the
 * same rule, because entries pass through it as bytes.
 */
export function createWriter(link: Link): Writer {
  return {
    async write(command) {
      const session = link.session;
      if (session === undefined) return notConnected(link);
      try {
        const reply = await ask(session.client, command);
        return reply instanceof ReplyError ? fromError(reply, command) : { outcome: 'done', reply };
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        if (error.why === 'not-sent') return notConnected(link);
        // What is sent next would stand in the same silence behind this command; a new connection tells sooner.
        if (error.why === 'timed-out') session.drop('stopped-answering');
        return { outcome: 'unknown', because: BECAUSE[error.why] };
      }
    },
  };
}

const BECAUSE = {
  'timed-out': 'Redis did not answer within 4 s; the command may still be carried out',
  lost: 'the connection broke off after the command was sent and before its answer',
} as const;

function fromError(error: ReplyError, command: Command): Written {
  if (RUNS_A_SCRIPT.test(command[0]) && !BEFORE_ANY_LINE.has(error.code)) {
    return { outcome: 'unknown', because: 'the script stopped with an error and may have done a part before it' };
  }
  return { outcome: 'refused', code: error.code, sentence: failureFromReply(error, command).sentence };
}

function notConnected(link: Link): Written {
  const sentence =
    link.state.state === 'down' ? link.state.sentence : 'There is no connection to Redis for changes at the moment.';
  return { outcome: 'refused', code: 'NOTCONNECTED', sentence: `${sentence} Nothing was sent.` };
}
