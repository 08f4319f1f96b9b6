import { parentPort, workerData } from 'node:worker_threads';
import { answering, faultOf } from './answering.ts';
import type { FromThread, Question, ThreadSetup } from './messages.ts';

// Sound: startThread starts this file with such data, and sends nothing but questions.
const setup = workerData as ThreadSetup;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (message: FromThread): void => parentPort?.postMessage(message);
const answer = answering(setup, (trouble) => tell({ trouble }));

parentPort?.on('message', (question: Question) => {
  answer(question)
    .then((value) => tell({ id: question.id, value }))
    .catch((fault: unknown) => tell({ id: question.id, fault: faultOf(fault, setup) }));
});
