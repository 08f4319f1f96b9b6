import { parentPort, workerData } from 'node:worker_threads';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { type Trouble, troubleOf } from '../file/store-trouble.ts';
import { troubleSentence } from '../file/trouble-sentence.ts';
import type { Fault, FromThread, Question, Reading, ThreadSetup, Writing } from './messages.ts';
import { createReader } from './reader.ts';
import { createWriter } from './writer.ts';

// Sound: startThread starts this file with such data, and sends nothing but questions.
const setup = workerData as ThreadSetup;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (message: FromThread): void => parentPort?.postMessage(message);
const sentenceOf = (trouble: Trouble): string => troubleSentence(trouble, setup.folder);
const answer = setup.role === 'write' ? writing() : reading();

parentPort?.on('message', (question: Question) => {
  answer(question)
    .then((value) => tell({ id: question.id, value }))
    .catch((fault: unknown) => tell({ id: question.id, fault: faultOf(fault) }));
});

function writing(): (question: Question) => Promise<unknown> {
  const writer = createWriter(setup, (trouble) => tell({ trouble: trouble === null ? null : sentenceOf(trouble) }));
  const answerOne = async ({ method, args, now }: Question): Promise<unknown> => {
    if (method === 'recover') return writer.recover(now);
    if (method === 'distrust') return writer.distrust();
    if (method === 'close') return writer.close();
    // Sound: the journal and the trail send to this thread what belongs to it.
    return writer.run(method as keyof Writing, args, now);
  };
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const mine = last.then(() => answerOne(question));
    last = mine.catch(() => undefined);
    return mine;
  };
}

function reading(): (question: Question) => Promise<unknown> {
  const reader = createReader(setup.folder);
  return async ({ method, args }) => {
    if (method === 'close') return reader.close();
    try {
      // Sound, both: as above, and the arguments are those a caller gave to the method of this name.
      const asked = reader.methods()[method as keyof Reading] as (...args: readonly unknown[]) => Promise<unknown>;
      return await asked(...args);
    } catch (fault) {
      if (troubleOf(fault) !== undefined) reader.close();
      throw fault;
    }
  };
}

function faultOf(fault: unknown): Fault {
  if (fault instanceof ConsoleError) return { reason: fault.reason, sentence: fault.sentence };
  const trouble = troubleOf(fault);
  if (trouble !== undefined) return { reason: 'refused', sentence: sentenceOf(trouble) };
  return { reason: null, sentence: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
}
