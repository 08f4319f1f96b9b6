import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Side {
  readonly pid: number;
  /** Sends an order and waits for the next message. */
  ask<T>(order: object): Promise<T>;
  tell(order: object): void;
  /** The next message the process sends by itself. */
  next<T>(): Promise<T>;
  stop(): void;
}

/** Another file of this folder as a process of its own, with messages both ways. */
export function startSide(file: string, words: readonly string[] = []): Side {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), [...words], {
    execArgv: ['--max-old-space-size=4096'],
  });
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`${file} ended`));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        // Each file says in its first lines what it sends.
        resolve(message as T);
      });
    });
  return {
    pid: child.pid ?? 0,
    next,
    tell: (order) => void child.send(order),
    ask(order) {
      child.send(order);
      return next();
    },
    stop: () => void child.kill(),
  };
}

/** Processor time a process has used so far, ms, its threads included. Linux only, in steps of 10 ms. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}
