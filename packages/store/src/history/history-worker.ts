import { parentPort, workerData } from 'node:worker_threads';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { troubleOf } from '../file/store-trouble.ts';
import type { Fault, FromThread, Question } from '../thread/messages.ts';
import { createHistoryKeeper } from './history-keeper.ts';
import { historySentence, putAsideSentence } from './history-sentence.ts';
import type { Book, HistoryMethod, HistorySetup } from './messages.ts';

// Sound: startThread starts this file with such data, and sends nothing but questions.
const setup = workerData as HistorySetup;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (message: FromThread): void => parentPort?.postMessage(message);
let now = 0;
const keeper = createHistoryKeeper(
  setup,
  () => now,
  (trouble, aside) => {
    if (trouble === null) tell({ trouble: null, note: aside === undefined ? '' : putAsideSentence(aside) });
    else tell({ trouble: historySentence(trouble, setup.folder) });
  },
);

parentPort?.on('message', (question: Question<HistoryMethod>) => {
  now = question.now;
  try {
    tell({ id: question.id, value: answer(question) });
  } catch (fault) {
    tell({ id: question.id, fault: faultOf(fault) });
  }
});

function answer({ method, args }: Question<HistoryMethod>): unknown {
  if (method === 'recover') return keeper.recover();
  if (method === 'close') return keeper.close();
  return keeper.run(method satisfies keyof Book, args);
}

function faultOf(fault: unknown): Fault {
  if (fault instanceof ConsoleError) return { reason: fault.reason, sentence: fault.sentence };
  const trouble = troubleOf(fault);
  if (trouble !== undefined) return { reason: 'refused', sentence: historySentence(trouble, setup.folder) };
  return { reason: null, sentence: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
}
