import { answering, faultOf } from './answering.ts';
import type { Method, ThreadSetup } from './messages.ts';
import { errorOf, type StoreThread } from './start-thread.ts';

/**
 * The same side of the store without a thread: a slow disk then holds up everything. For whoever opens many stores that
 * live for a moment, because a thread takes a third of a second of the processor to begin.
 */
export function startHere(setup: ThreadSetup, onTrouble: (sentence: string | null) => void): StoreThread<Method> {
  const answer = answering(setup, onTrouble);
  const ask: StoreThread<Method>['ask'] = async (method, args, now) => {
    // A copy, as a message would be: nobody may change later what was handed over.
    const asked = { method, args: structuredClone(args), now };
    return structuredClone(
      await answer(asked).catch((fault: unknown) => {
        throw errorOf(faultOf(fault, setup));
      }),
    );
  };
  return {
    ask,
    close: async () => {
      await ask('close', [], 0);
    },
  };
}
