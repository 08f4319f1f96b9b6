import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is not undefined, and gives it back. Fails with `what` when `withinMs` have
 * passed; an error thrown while asking counts as "not yet" and is told at the end.
 */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | undefined> | T | undefined,
  everyMs = 50,
): Promise<T> {
  const end = performance.now() + withinMs;
  let trouble: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (failure) {
      trouble = failure;
    }
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: trouble });
    await pause(everyMs);
  }
}
