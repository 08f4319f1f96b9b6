import { ConsoleError, type FailureReason } from '@weir/domain/errors/console-error';
import type { Command, NoAnswerWhy } from '../commands/ask.ts';
import type { ReplyError } from '../replies/reply.ts';
import { aclRuleFor } from './acl-rule.ts';

interface Row {
  readonly reason: FailureReason;
  readonly sentence: string;
}

/** What the first word of an error reply means to an operator. The server's own text goes no further than here. */
const REPLIES: Readonly<Record<string, Row>> = {
  WRONGTYPE: { reason: 'wrong-type', sentence: 'This key holds something other than a stream now.' },
  NOGROUP: { reason: 'not-found', sentence: 'The stream or the group is not there any more.' },
  BUSYGROUP: { reason: 'refused', sentence: 'A group of that name exists already.' },
  UNBLOCKED: { reason: 'not-found', sentence: 'The stream went away while it was being waited for.' },
  LOADING: { reason: 'not-connected', sentence: 'Redis is loading its data; try again when that is done.' },
  BUSY: { reason: 'busy', sentence: 'A script that does not end holds Redis up; nothing was done.' },
  READONLY: { reason: 'refused', sentence: 'This Redis is a replica and takes no changes: connect to its primary.' },
  MASTERDOWN: {
    reason: 'not-connected',
    sentence: 'This replica has lost its primary and serves no data until it is back.',
  },
  NOREPLICAS: {
    reason: 'refused',
    sentence: 'Redis takes no changes because too few replicas follow it (min-replicas-to-write).',
  },
  MISCONF: { reason: 'refused', sentence: 'Redis takes no changes because it cannot save to disk; its log says why.' },
  OOM: {
    reason: 'refused',
    sentence: 'Redis has reached maxmemory and takes nothing that needs more; trimming and acknowledging still work.',
  },
  CLUSTERDOWN: { reason: 'not-connected', sentence: 'The cluster is down: some of its slots are served by nobody.' },
  MOVED: { reason: 'unsupported', sentence: 'This key lives on another node of the cluster.' },
  ASK: { reason: 'unsupported', sentence: 'This key is moving to another node of the cluster.' },
  TRYAGAIN: { reason: 'busy', sentence: 'These keys are moving to another node of the cluster; try again shortly.' },
  CROSSSLOT: {
    reason: 'unsupported',
    sentence: 'These keys live in different slots of the cluster and cannot be used together.',
  },
  NOAUTH: { reason: 'not-permitted', sentence: 'Redis wants a password; correct the address of this connection.' },
  WRONGPASS: { reason: 'not-permitted', sentence: 'Redis did not accept the user or password of this connection.' },
  EXECABORT: { reason: 'refused', sentence: 'Redis refused one command of the transaction, so none of it was done.' },
  NOSCRIPT: { reason: 'refused', sentence: 'Redis does not know the script any more; nothing was done.' },
};

const UNANSWERED: Readonly<Record<NoAnswerWhy, Row>> = {
  'not-sent': { reason: 'not-connected', sentence: 'There is no connection to Redis; nothing was sent.' },
  'timed-out': { reason: 'timed-out', sentence: 'Redis did not answer in time.' },
  lost: { reason: 'not-connected', sentence: 'The connection to Redis broke off before the answer.' },
};

/** The failure behind an error reply to `command`; free of keys, payload and the server's text. */
export function failureFromReply(error: ReplyError, command: Command): ConsoleError {
  const { reason, sentence } = rowFor(error, command);
  return new ConsoleError(reason, sentence);
}

/** The failure behind a reply that did not come. */
export function failureFromNoAnswer(why: NoAnswerWhy): ConsoleError {
  const { reason, sentence } = UNANSWERED[why];
  return new ConsoleError(reason, sentence);
}

function rowFor(error: ReplyError, command: Command): Row {
  const row = Object.hasOwn(REPLIES, error.code) ? REPLIES[error.code] : undefined;
  if (row !== undefined) return row;
  const [name, first] = command;
  const rule = aclRuleFor(name, first);
  if (error.code === 'NOPERM') {
    return /\bcommand\b/i.test(error.text)
      ? { reason: 'not-permitted', sentence: `This account may not do that: ask for the right ${rule} (ACL SETUSER).` }
      : {
          reason: 'not-permitted',
          sentence:
            'This account may not use that key: ask for a key pattern that covers it, such as %R~name (ACL SETUSER).',
        };
  }
  if (/unknown (sub)?command/i.test(error.text)) {
    return {
      reason: 'unsupported',
      sentence: `This server does not offer ${rule.slice(1).replace('|', ' ').toUpperCase()}.`,
    };
  }
  if (/no such key/i.test(error.text)) return { reason: 'not-found', sentence: 'The stream is not there any more.' };
  return { reason: 'refused', sentence: 'Redis refused the command; the log of Weir has its words.' };
}
