import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { machineMirror } from '../../servers/machine-mirror.ts';
import { privateApt } from '../../servers/private-apt.ts';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../../.tools/programs', import.meta.url));
// No service is installed or started: a program is unpacked and run where it lies.
const PACKAGES = {
  // The last exporter that knows nothing of lag, and one that does.
  'exporter-1.45': { package: 'prometheus-redis-exporter', suite: 'bookworm', program: 'prometheus-redis-exporter' },
  'exporter-1.69': { package: 'prometheus-redis-exporter', suite: 'trixie', program: 'prometheus-redis-exporter' },
  prometheus: { package: 'prometheus', suite: 'bookworm', program: 'prometheus' },
  promtool: { package: 'prometheus', suite: 'bookworm', program: 'promtool' },
} as const;

export type DebianProgram = keyof typeof PACKAGES;

const asked = new Map<string, Promise<string | undefined>>();

/**
 * Path of a program that comes as a Debian package into the ignored tools folder; the system is left as it is. Where it
 * cannot be had, the end of the test: a failure where the proof is demanded (CI), elsewhere a skip that says why.
 */
export async function needProgram(test: { skip(note?: string): void }, name: DebianProgram): Promise<string> {
  const { package: packageName, suite, program } = PACKAGES[name];
  const folder = `${CACHE}/${packageName}-${suite}`;
  const path = `${folder}/usr/bin/${program}`;
  if (existsSync(path)) return path;
  const fetching = asked.get(folder) ?? obtain(packageName, suite, folder);
  asked.set(folder, fetching);
  const problem = await fetching;
  if (problem === undefined) return path;
  if (process.env['CI'] !== 'true') test.skip(problem);
  throw new Error(problem);
}

/** Undefined when it worked, else why not. */
async function obtain(packageName: string, suite: string, folder: string): Promise<string | undefined> {
  const mirror = machineMirror();
  if (mirror === undefined)
    return `${packageName} is a Debian package and this machine has no Debian mirror configured`;
  const work = `${CACHE}/.${packageName}.${randomUUID()}`;
  try {
    await mkdir(work, { recursive: true });
    const apt = await privateApt(`${work}/apt`, suite, mirror);
    await apt.update();
    await apt.download([packageName], `${work}/packages`);
    for await (const file of glob(`${work}/packages/*.deb`)) await run('dpkg', ['-x', file, `${work}/root`]);
    await rename(`${work}/root`, folder).catch((failure: unknown) => {
      // Another test process finished the same download first; its copy is as good.
      if (!existsSync(`${folder}/usr`)) throw failure;
    });
    return undefined;
  } catch (failure) {
    return `${packageName} could not be had from ${suite}: ${failure instanceof Error ? failure.message : String(failure)}`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
