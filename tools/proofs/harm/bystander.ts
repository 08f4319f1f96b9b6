import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface PingTimes {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly count: number;
}

export interface Bystander {
  /** Times of its PINGs over the next `forMs`, in ms. */
  measure(forMs: number): Promise<PingTimes>;
  stop(): void;
}

/** Somebody else's client of the same Redis, in a process of its own so that this one's work is not in its figures. */
export function startBystander(port: number): Bystander {
  const child = fork(fileURLToPath(new URL('./bystander-process.ts', import.meta.url)), [String(port)], {
    execArgv: [],
  });
  return {
    measure: (forMs) =>
      new Promise((resolve, reject) => {
        child.once('exit', () => reject(new Error('the bystander ended')));
        child.once('message', (times) => {
          child.removeAllListeners('exit');
          // The process sends nothing but this.
          resolve(times as PingTimes);
        });
        child.send({ measureMs: forMs });
      }),
    stop: () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}
