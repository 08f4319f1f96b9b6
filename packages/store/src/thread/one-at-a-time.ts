import { ConsoleError } from '@weir/domain/errors/console-error';

/**
 * Lets one task run after the other. A task whose turn does not come within `longestMs` is refused and never runs; one
 * that runs is waited for however long it takes, because nobody could say what became of it.
 */
export function oneAtATime(longestMs: number, slowSentence: string): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    let isGivenUp = false;
    const turn = last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        isGivenUp = true;
        reject(new ConsoleError('refused', slowSentence));
      }, longestMs);
      last = turn.then(async () => {
        clearTimeout(timer);
        if (isGivenUp) return;
        try {
          resolve(await task());
        } catch (fault) {
          reject(fault);
        }
      });
    });
  };
}
