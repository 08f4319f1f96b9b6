import { z } from 'zod';
import { openPrivateFiles } from './private-files.ts';

/** How a command finds the console that runs with the same data folder. */
export interface RunningConsole {
  readonly pid: number;
  readonly origin: string;
}

const FILE = 'running';
const stored = z.object({ pid: z.int(), origin: z.string() });

export async function noteRunning(dataDir: string, running: RunningConsole): Promise<() => Promise<void>> {
  const files = await openPrivateFiles(dataDir);
  await files.write(FILE, running);
  return async () => {
    // A newer console with the same folder has its own note by now: leave that one.
    if (stored.safeParse(await files.read(FILE)).data?.pid === running.pid) await files.remove(FILE);
  };
}

export async function findRunning(dataDir: string): Promise<RunningConsole | undefined> {
  const files = await openPrivateFiles(dataDir);
  const running = stored.safeParse(await files.read(FILE)).data;
  return running !== undefined && isAlive(running.pid) ? running : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
