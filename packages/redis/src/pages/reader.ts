import { ConsoleError } from '@weir/domain/errors/console-error';
import { bytesFromReadable } from '@weir/domain/names/readable-name';
import { NoAnswer, type Command } from '../commands/ask.ts';
import { failureFromNoAnswer } from '../errors/failure.ts';
import type { Link, LinkSession } from '../links/link.ts';
import { askWithin, type Bounded, type Bounds } from './bounded-ask.ts';

/** Sends reads over whatever connection the link has now. Failures are ConsoleError. */
export type Reader = (commands: readonly Command[], bounds: Bounds) => Promise<Bounded>;

// After a reply was walked away from, the link is back within four round trips; a try takes 5 s at most.
const RENEWAL_MS = 5_000;

export function createReader(link: Link): Reader {
  return async (commands, bounds) => {
    const session = link.session ?? (await renewed(link));
    try {
      return await askWithin(session, commands, bounds);
    } catch (error) {
      if (error instanceof NoAnswer) throw failureFromNoAnswer(error.why);
      throw error;
    }
  };
}

/** The bytes behind a name that came from outside. */
export function nameBytes(readable: string): Buffer {
  const bytes = bytesFromReadable(readable);
  if (bytes === undefined) {
    throw new ConsoleError('bad-input', 'A name is not written right: a backslash stands doubled or as \\xHH.');
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function renewed(link: Link): Promise<LinkSession> {
  if (link.state.state === 'down') return Promise.reject(new ConsoleError('not-connected', link.state.sentence));
  return new Promise((resolve, reject) => {
    const settle = (session: LinkSession | undefined): void => {
      clearTimeout(timer);
      leaveSession();
      leaveState();
      if (session !== undefined) resolve(session);
      else {
        const { state } = link;
        reject(
          state.state === 'down' ? new ConsoleError('not-connected', state.sentence) : failureFromNoAnswer('not-sent'),
        );
      }
    };
    const timer = setTimeout(() => settle(undefined), RENEWAL_MS);
    const leaveSession = link.onSession(settle);
    const leaveState = link.onState((state) => {
      if (state.state === 'down') settle(undefined);
    });
  });
}
