import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

// Well above what the slowest part takes on two cores; a hang has to end in a failure, not in silence.
const AT_MOST_MS = 20 * 60_000;

/** Runs a program of the workspace in `folder`, its output on ours. Its exit code; 1 when it was ended by a signal. */
export function runCommand(
  [program = '', ...args]: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const local = `${folder}/node_modules/.bin/${program}`;
  return new Promise((resolve) => {
    const child = spawn(existsSync(local) ? local : program, args, {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    const late = setTimeout(() => child.kill('SIGKILL'), AT_MOST_MS);
    const finish = (code: number): void => {
      clearTimeout(late);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      finish(1);
    });
    child.once('exit', (code) => finish(code ?? 1));
  });
}
