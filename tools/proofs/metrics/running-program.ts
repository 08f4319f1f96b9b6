import { spawn } from 'node:child_process';
import { until } from '../until.ts';

/** A program that answers over HTTP on this machine, until it is stopped. */
export interface RunningProgram {
  readonly url: string;
  /** The text at a path; fails on anything but 200. */
  get(path: string): Promise<string>;
  stop(): Promise<void>;
}

const running = new Set<() => void>();
// A test that dies must not leave a program behind.
process.once('exit', () => running.forEach((end) => end()));

/** Starts it and comes back when `readyPath` answers. */
export async function startProgram(
  path: string,
  words: readonly string[],
  url: string,
  readyPath: string,
): Promise<RunningProgram> {
  const child = spawn(path, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const keep = (part: Buffer): void => void (said = (said + part.toString()).slice(-4_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const kill = (): void => void child.kill('SIGKILL');
  running.add(kill);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const get = async (at: string): Promise<string> => {
    const answer = await fetch(url + at, { signal: AbortSignal.timeout(20_000) });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}: ${text.slice(0, 400)}`);
    return text;
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(late);
    running.delete(kill);
  };
  const early = ended.then(() => Promise.reject(new Error('it ended by itself')));
  early.catch(() => {});
  await Promise.race([until('it answers', 20_000, () => get(readyPath)), early]).catch(async (failure: unknown) => {
    await stop();
    throw new Error(`${path} did not start: ${said}`, { cause: failure });
  });
  return { url, get, stop };
}
