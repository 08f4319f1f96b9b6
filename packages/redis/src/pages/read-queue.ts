import { ConsoleError } from '@weir/domain/errors/console-error';

export type ReadQueue = <T>(read: () => Promise<T>) => Promise<T>;

/**
 * Runs reads one after the other. One at a time, because the guard on a reply's size counts the bytes of the socket;
 * and so that a Redis that stands still meets one waiting call instead of a pile.
 */
export function createReadQueue(maxWaiting: number): ReadQueue {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return <T>(read: () => Promise<T>): Promise<T> => {
    if (waiting >= maxWaiting) {
      return Promise.reject(
        new ConsoleError('busy', 'Too many pages are being read from this Redis; try again shortly.'),
      );
    }
    waiting += 1;
    const turn = tail.then(read).finally(() => {
      waiting -= 1;
    });
    tail = turn.catch(() => {});
    return turn;
  };
}
