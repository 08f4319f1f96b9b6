import { mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where a run notes the pid of its Redis, for a later run to sweep. */
export const REDIS_PID_FILE = 'redis.pid';

/** A folder of this run's own under `weirFolder`, after sweeping those of runs that were killed. */
export function openDemoFolder(weirFolder: string, pid: number): string {
  mkdirSync(weirFolder, { recursive: true });
  for (const name of readdirSync(weirFolder)) {
    const owner = /^demo-(\d+)$/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) sweep(join(weirFolder, name));
  }
  const folder = join(weirFolder, `demo-${pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

// A run that was killed the hard way could not end its Redis. Pids are used again, so the process is only taken for
// that Redis if it works in the run's folder.
function sweep(folder: string): void {
  const pid = Number(textOf(() => readFileSync(join(folder, REDIS_PID_FILE), 'utf8')));
  if (pid > 0 && textOf(() => readlinkSync(`/proc/${pid}/cwd`)) === folder) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
