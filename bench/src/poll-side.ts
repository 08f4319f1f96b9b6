import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Taken } from './poll-measure.ts';

export const VARIANTS = ['steady', 'full', 'raw', 'same', 'pipeline', 'bundled', 'loop', 'exporter', 'cli'] as const;
export type Variant = (typeof VARIANTS)[number];

/** One way of reading, in a process of its own: nobody cleans up another's garbage while being measured. */
export interface Side {
  run(): Promise<Taken>;
  stop(): void;
}

export async function startSide(variant: Variant, port: number, set: 'medium' | 'large'): Promise<Side> {
  const file = fileURLToPath(new URL('./poll-side-process.ts', import.meta.url));
  const child = fork(file, [variant, String(port), set]);
  await answer(child);
  return {
    async run() {
      child.send('run');
      return (await answer(child)) as Taken; // poll-side-process sends nothing else
    },
    stop: () => void child.kill(),
  };
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a side of the benchmark ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
