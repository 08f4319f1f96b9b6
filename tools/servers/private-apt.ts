import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Mirror } from './machine-mirror.ts';

const run = promisify(execFile);
const QUIET = { maxBuffer: 64 * 1024 * 1024, timeout: 240_000 };

/** An apt that knows one foreign suite and keeps everything it writes inside `folder`; the machine's own is untouched. */
export interface PrivateApt {
  update(): Promise<void>;
  /** Newest upstream version of a package in the suite, and apt's own way of naming it. */
  offered(packageName: string): Promise<{ readonly upstream: string; readonly exact: string } | undefined>;
  /** Names of the libraries these packages need, found level by level. */
  librariesOf(packages: readonly string[]): Promise<readonly string[]>;
  /** Downloads the packages into `into`. */
  download(packages: readonly string[], into: string): Promise<void>;
}

export async function privateApt(folder: string, suite: string, mirror: Mirror): Promise<PrivateApt> {
  for (const part of [
    'etc/sources.list.d',
    'etc/preferences.d',
    'etc/apt.conf.d',
    'state/lists/partial',
    'cache/archives/partial',
  ]) {
    await mkdir(`${folder}/${part}`, { recursive: true });
  }
  const signed = mirror.keyring === undefined ? '' : `[signed-by=${mirror.keyring}] `;
  // Experimental packages lean on unstable ones: both lists are needed to find their libraries.
  const suites = suite === 'experimental' ? ['experimental', 'sid'] : [suite];
  await writeFile(
    `${folder}/etc/sources.list`,
    suites.map((name) => `deb ${signed}${mirror.uri} ${name} main\n`).join(''),
  );
  await writeFile(`${folder}/status`, '');
  const options = [
    ...['etc', 'state', 'cache'].flatMap((part) => [
      '-o',
      `Dir::${part[0]?.toUpperCase()}${part.slice(1)}=${folder}/${part}`,
    ]),
    '-o',
    `Dir::State::status=${folder}/status`,
    '-o',
    'APT::Sandbox::User=root',
    '-o',
    'Acquire::Languages=none',
    '-o',
    'Acquire::Retries=3',
    '-t',
    suite,
  ];

  const ask = async (tool: string, words: readonly string[], cwd = folder): Promise<string> =>
    (await run(tool, [...options, ...words], { ...QUIET, cwd, env: { ...process.env, LC_ALL: 'C' } })).stdout;

  const needs = async (packages: readonly string[]): Promise<readonly string[]> => {
    const text = await ask('apt-cache', ['depends', '--important', ...packages]);
    return [...text.matchAll(/^\s+\|?(?:Pre)?Depends: (\S+)/gm)].map((found) => found[1] ?? '');
  };

  return {
    async update() {
      await ask('apt-get', ['update']);
    },
    async offered(packageName) {
      const exact = /Candidate: (\S+)/.exec(await ask('apt-cache', ['policy', packageName]))?.[1];
      if (exact === undefined || exact === '(none)') return undefined;
      const upstream = /^(?:\d+:)?(.+?)(?:-[^-]*)?$/.exec(exact)?.[1] ?? exact;
      return { upstream, exact };
    },
    async librariesOf(packages) {
      const found = new Set<string>();
      for (let level = packages; level.length > 0;) {
        const next = (await needs(level)).filter((name) => isLibrary(name) && !found.has(name));
        for (const name of next) found.add(name);
        level = [...new Set(next)];
      }
      return [...found];
    },
    async download(packages, into) {
      await mkdir(into, { recursive: true });
      await ask('apt-get', ['download', ...packages], into);
    },
  };
}

function isLibrary(name: string): boolean {
  return /^(lib|zlib|lua-)/.test(name) && !/^lib(pam|perl|audit|gdbm|db5)/.test(name);
}
