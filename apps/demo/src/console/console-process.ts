import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

// In the installed package everything lies in one folder, as JavaScript.
export const SERVER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../server/src/main.ts' : './main.js', import.meta.url),
);
const READY = /^Weir is ready: /;
const READY_WITHIN_MS = 60_000;

export interface ConsoleProcess {
  /** The line it says once it is ready, with the address and the sign-in link. Rejects when it ends before. */
  readonly ready: Promise<string>;
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/** The console as a process of its own, pointed at the demo's Redis. Its files go into `folder`. */
export function startConsole(redisPort: number, port: number, folder: string): ConsoleProcess {
  const child = spawn(process.execPath, [SERVER, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WEIR_REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      WEIR_DATA_DIR: `${folder}/console`,
      WEIR_PORT: String(port),
      WEIR_LOG_LEVEL: process.env['WEIR_LOG_LEVEL'] ?? 'warn',
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ready: readyLineOf(child),
    gone,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(late);
    },
  };
}

function readyLineOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const refuse = (why: string): void => reject(new Error([why, ...said.slice(-12)].join('\n')));
    const late = setTimeout(() => refuse('The console did not get ready within a minute.'), READY_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        // Only the last lines are ever told, and only if it fails to start.
        if (said.length > 100) said.shift();
        if (!READY.test(line)) return;
        clearTimeout(late);
        resolve(line);
      });
    }
    child.once('exit', (code) => {
      clearTimeout(late);
      refuse(`The console ended with ${code} before it was ready.`);
    });
  });
}
