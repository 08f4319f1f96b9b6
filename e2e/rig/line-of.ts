import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The first line a program says that `pattern` matches. Fails with what it said when it ends or takes too long. */
export function lineOf(child: ChildProcess, pattern: RegExp, withinMs: number): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const refuse = (why: string): void => reject(new Error([why, ...said].join('\n')));
    const late = setTimeout(() => refuse(`no line like ${pattern} within ${withinMs} ms`), withinMs);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const match = pattern.exec(line);
        if (match === null) return;
        clearTimeout(late);
        resolve(match);
      });
    }
    child.once('exit', (code) => {
      clearTimeout(late);
      refuse(`ended with ${code}`);
    });
  });
}

/** Asks a program to end, makes it after ten seconds, and comes back when it is gone. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const code = await gone;
  clearTimeout(late);
  return code;
}

export const READY = /Weir is ready: (http:\/\/127\.0\.0\.1:\d+)(\/sign-in#\S+)/;
