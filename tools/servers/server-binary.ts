import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { machineMirror } from './machine-mirror.ts';
import { privateApt } from './private-apt.ts';
import { SERVERS, type ServerName } from './server-names.ts';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../.tools/servers', import.meta.url));
const PARTS = 'parts.json';
const asked = new Map<ServerName, Promise<ServerBinary>>();

export type ServerBinary =
  | {
      readonly there: true;
      /** Words that start the server; its own arguments go behind. */
      readonly argv: readonly string[];
      /** What the server itself says it is; a suite may have moved past the version asked for. */
      readonly version: string;
    }
  | { readonly there: false; readonly because: string };

interface Parts {
  readonly loader: string;
  readonly libraries: readonly string[];
  readonly server: string;
}

/**
 * Words that start the server `name`. One the machine has is taken as it is; any other comes as a Debian package
 * into the ignored tools folder, with the libraries it needs, and runs beside the system without touching it.
 */
export function serverBinary(name: ServerName): Promise<ServerBinary> {
  const known = asked.get(name) ?? find(name);
  asked.set(name, known);
  return known;
}

async function find(name: ServerName): Promise<ServerBinary> {
  const { product, version } = SERVERS[name];
  const own = await tryVersion([`${product}-server`]);
  if (own === version) return { there: true, argv: [`${product}-server`], version: own };
  const folder = `${CACHE}/${name}`;
  if (!existsSync(`${folder}/${PARTS}`)) {
    const problem = await obtain(name, folder);
    if (problem !== undefined) return { there: false, because: problem };
  }
  // Written by `unpack` below and by nobody else.
  const { loader, libraries, server } = JSON.parse(await readFile(`${folder}/${PARTS}`, 'utf8')) as Parts;
  const path = libraries.map((each) => `${folder}/${each}`).join(':');
  const argv = [`${folder}/${loader}`, '--library-path', path, `${folder}/${server}`];
  const said = await tryVersion(argv);
  if (said === undefined) return { there: false, because: `${name} was unpacked but does not start on this machine` };
  return { there: true, argv, version: said };
}

/** Undefined when it worked, else why not. */
async function obtain(name: ServerName, folder: string): Promise<string | undefined> {
  const mirror = machineMirror();
  if (mirror === undefined)
    return `${name} is taken from Debian packages and this machine has no Debian mirror configured`;
  const { product, version, suites } = SERVERS[name];
  const work = `${CACHE}/.${name}.${randomUUID()}`;
  const notes: string[] = [];
  // The version asked for first; only when no suite has it any more, whatever the first suite offers now.
  for (const [suite, anyVersion] of [
    ...suites.map((s) => [s, false] as const),
    ...suites.map((s) => [s, true] as const),
  ]) {
    try {
      const apt = await privateApt(`${work}/apt-${suite}`, suite, mirror);
      await apt.update();
      const offer = await apt.offered(`${product}-server`);
      if (offer === undefined || (!anyVersion && offer.upstream !== version)) {
        notes.push(`${suite} offers ${offer?.upstream ?? 'none'}`);
        continue;
      }
      const wanted = [`${product}-server`, `${product}-tools`];
      const libraries = await apt.librariesOf(wanted);
      await apt.download([...wanted.map((part) => `${part}=${offer.exact}`), ...libraries], `${work}/packages`);
      await unpack(work, folder, product);
      return undefined;
    } catch (failure) {
      notes.push(`${suite}: ${firstLine(failure)}`);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return `${name} could not be had (${notes.join('; ')})`;
}

async function unpack(work: string, folder: string, product: string): Promise<void> {
  const root = `${work}/root`;
  await mkdir(root, { recursive: true });
  for await (const file of glob(`${work}/packages/*.deb`)) await run('dpkg', ['-x', file, root]);
  // The real file, never lib64/ld-linux: in older suites that is an absolute link into the system's own libc.
  const loader = await first(root, [
    'lib/*-linux-gnu*/ld-2*.so',
    'usr/lib/*-linux-gnu*/ld-linux*',
    'lib/*-linux-gnu*/ld-linux*',
  ]);
  // The server's own name is a link to redis-check-rdb, which behaves by the name it is called by.
  const server = await first(root, [`usr/bin/${product}-server`]);
  const libraries: string[] = [];
  for await (const folderName of glob('{usr/lib,lib}/*-linux-gnu*', { cwd: root })) libraries.push(folderName);
  // Relative, so that the folder of the project can be moved.
  const parts: Parts = { loader, libraries, server };
  await writeFile(`${root}/${PARTS}`, JSON.stringify(parts));
  await rename(root, folder).catch((failure: unknown) => {
    // Another test process finished the same download first; its copy is as good.
    if (!existsSync(`${folder}/${PARTS}`)) throw failure;
  });
}

async function first(root: string, patterns: readonly string[]): Promise<string> {
  for (const pattern of patterns) for await (const found of glob(pattern, { cwd: root })) return found;
  throw new Error(`none of ${patterns.join(', ')} in the packages`);
}

async function tryVersion(argv: readonly string[]): Promise<string | undefined> {
  const [command = '', ...words] = argv;
  const said = await run(command, [...words, '--version'], { timeout: 20_000 }).catch(() => undefined);
  return said === undefined ? undefined : /\bv=(\S+)/.exec(said.stdout)?.[1];
}

function firstLine(failure: unknown): string {
  return (
    (failure instanceof Error ? failure.message : String(failure)).split('\n').find((line) => /^E:|\S/.test(line)) ??
    'failed'
  );
}
