import { ConsoleError } from '@weir/domain/errors/console-error';
import { type Trouble, troubleOf } from '../file/store-trouble.ts';
import { troubleSentence } from '../file/trouble-sentence.ts';
import type { Fault, Question, Reading, ThreadSetup, Writing } from './messages.ts';
import { createReader } from './reader.ts';
import { createWriter } from './writer.ts';

/** A question without its number: who answers need not know whom. */
export type Asked = Pick<Question, 'method' | 'args' | 'now'>;

/** What answers for the file, wherever it runs. `onTrouble`: null = all is well (again). */
export function answering(
  setup: ThreadSetup,
  onTrouble: (sentence: string | null) => void,
): (asked: Asked) => Promise<unknown> {
  return setup.role === 'write' ? writing(setup, onTrouble) : reading(setup);
}

function writing(setup: ThreadSetup, onTrouble: (sentence: string | null) => void): (asked: Asked) => Promise<unknown> {
  const writer = createWriter(setup, (trouble) => onTrouble(trouble === null ? null : sentenceOf(trouble, setup)));
  const answerOne = async ({ method, args, now }: Asked): Promise<unknown> => {
    if (method === 'recover') return writer.recover(now);
    if (method === 'distrust') return writer.distrust();
    if (method === 'close') return writer.close();
    // Sound: the journal and the trail send to this side what belongs to it.
    return writer.run(method as keyof Writing, args, now);
  };
  let last: Promise<unknown> = Promise.resolve();
  return (asked) => {
    const mine = last.then(() => answerOne(asked));
    last = mine.catch(() => undefined);
    return mine;
  };
}

function reading({ folder }: ThreadSetup): (asked: Asked) => Promise<unknown> {
  const reader = createReader(folder);
  return async ({ method, args }) => {
    if (method === 'close') return reader.close();
    try {
      // Sound, both: as above, and the arguments are those a caller gave to the method of this name.
      const wanted = reader.methods()[method as keyof Reading] as (...args: readonly unknown[]) => Promise<unknown>;
      return await wanted(...args);
    } catch (fault) {
      if (troubleOf(fault) !== undefined) reader.close();
      throw fault;
    }
  };
}

/** What may be said of a failure to whoever asked. */
export function faultOf(fault: unknown, setup: ThreadSetup): Fault {
  if (fault instanceof ConsoleError) return { reason: fault.reason, sentence: fault.sentence };
  const trouble = troubleOf(fault);
  if (trouble !== undefined) return { reason: 'refused', sentence: sentenceOf(trouble, setup) };
  return { reason: null, sentence: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
}

function sentenceOf(trouble: Trouble, { folder }: ThreadSetup): string {
  return troubleSentence(trouble, folder);
}
