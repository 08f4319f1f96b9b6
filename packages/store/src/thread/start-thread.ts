import { Worker } from 'node:worker_threads';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Fault, FromThread, Question } from './messages.ts';

/** A thread beside the main one, so that a disk that takes its time holds up nobody else. */
export interface StoreThread<Method extends string> {
  /** What is in `moved` is handed over and not copied: whoever asks must not use it any more. */
  ask(method: Method, args: readonly unknown[], now: number, moved?: readonly ArrayBuffer[]): Promise<unknown>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(fault: Error): void;
}

// Far above what any question needs; keeps garbage from piling up in a thread that has time.
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

/**
 * Starts `worker` when first asked, and again when asked after it died. `onTrouble`: null = all is well. A bundle needs
 * each worker as an entry of its own.
 */
export function startThread<Method extends string>(
  worker: URL,
  setup: unknown,
  stoppedSentence: string,
  onTrouble: (sentence: string | null, note: string) => void,
): StoreThread<Method | 'close'> {
  const waiting = new Map<number, Waiting>();
  let running: Worker | undefined;
  let lastId = 0;

  const lose = (lost: Worker): void => {
    if (running !== lost) return;
    running = undefined;
    for (const { reject } of waiting.values()) reject(new ConsoleError('refused', stoppedSentence));
    waiting.clear();
    onTrouble(stoppedSentence, '');
  };

  const start = (): Worker => {
    // No flags of the process: some of them are refused in a thread.
    const started = new Worker(worker, { workerData: setup, resourceLimits: LIMITS, execArgv: [] });
    started.on('message', (message: FromThread) => {
      if ('trouble' in message) return onTrouble(message.trouble, message.note ?? '');
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (waiting.size === 0) started.unref();
      if ('fault' in message) asked?.reject(errorOf(message.fault));
      else asked?.resolve(message.value);
    });
    // Without a listener its fault would end the whole process.
    started.on('error', () => lose(started));
    started.on('exit', () => lose(started));
    return started;
  };

  const ask: StoreThread<Method | 'close'>['ask'] = (method, args, now, moved = []) => {
    running ??= start();
    const to = running;
    lastId += 1;
    const question: Question<Method | 'close'> = { id: lastId, method, args, now };
    return new Promise((resolve, reject) => {
      waiting.set(question.id, { resolve, reject });
      // Only an answer that is still to come keeps the process alive.
      to.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      to.postMessage(question, moved);
    });
  };

  return {
    ask,
    async close() {
      if (running === undefined) return;
      await ask('close', [], 0);
      const ending = running;
      running = undefined;
      await ending.terminate();
    },
  };
}

export function errorOf({ reason, sentence }: Fault): Error {
  return reason === null ? new Error(`store: ${sentence}`) : new ConsoleError(reason, sentence);
}
