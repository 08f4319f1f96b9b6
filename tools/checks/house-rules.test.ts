import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importCycles, targetOf } from './import-cycles.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  // A file deleted and not yet committed is still listed.
  .filter((file) => file !== '' && existsSync(`${root}/${file}`));
const sources = tracked.filter((file) => /\.(ts|tsx)$/.test(file) && !/\.(test|spec)\.tsx?$/.test(file));
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');

describe('house rules', () => {
  test('no source file is over 300 lines', () => {
    expect(sources.filter((file) => read(file).split('\n').length > 301)).toEqual([]);
  });

  test('file names are kebab-case', () => {
    const odd = sources.filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/.test(file.split('/').at(-1) ?? ''),
    );
    expect(odd).toEqual([]);
  });

  test('no file or folder is called by a word that says nothing', () => {
    const empty =
      /(^|\/|-)(utils?|helpers?|misc|manager|stuff)(?=[./-]|$)|(^|\/)(common|shared|types|hooks|interfaces)(?=[./]|$)/;
    expect(sources.filter((file) => empty.test(file))).toEqual([]);
  });

  test('no file only passes on exports of others', () => {
    expect(sources.filter((file) => /^export (\*|\{[^}]*\}) from /m.test(read(file)))).toEqual([]);
  });

  test('no source file leads back to itself by what it imports', () => {
    expect(importCycles(new Map(sources.map((file) => [file, read(file)])))).toEqual([]);
  });

  test('no file of a package lies there unused', () => {
    // Tests count: what is made for them alone is theirs. A worker is begun by its address, as is a program of a rig.
    const code = tracked.filter((file) => /\.(ts|tsx)$/.test(file));
    const from = /(?:from|import)\s*\(?\s*'(?<from>[^']+)'/g;
    const reached = new Set(
      code.flatMap((file) =>
        [...read(file).matchAll(from)].map(({ groups = {} }) => targetOf(file, groups['from'] ?? '')),
      ),
    );
    const begun = /-worker\.ts$|\.d\.ts$|\/rig\//;
    const lying = sources.filter((file) => file.startsWith('packages/') && !begun.test(file) && !reached.has(file));
    expect(lying).toEqual([]);
  });

  test('only the redis package, the demo, tools, tests and benchmarks know ioredis', () => {
    const allowed = /^(packages\/redis|apps\/demo|tools|e2e|bench)\//;
    const offenders = sources.filter((file) => !allowed.test(file) && /from ['"]ioredis['"]/.test(read(file)));
    expect(offenders).toEqual([]);
  });

  test('nothing that Weir sends can block a server by its size', () => {
    const weir = sources.filter((file) => /^(packages\/redis|packages\/api|apps\/server)\//.test(file));
    const forbidden = /['"](KEYS|keys|MONITOR|FLUSHALL|FLUSHDB|XREADGROUP|xreadgroup|DEBUG)['"]/;
    expect(weir.filter((file) => forbidden.test(read(file)))).toEqual([]);
  });

  test('the web app takes nothing but types from the api', () => {
    const web = sources.filter((file) => file.startsWith('apps/web/'));
    const offenders = web.filter((file) =>
      /^import (?!type)[^;]*from ['"]@weir\/(api|redis|server)\//m.test(read(file)),
    );
    expect(offenders).toEqual([]);
  });

  test('no dependency brings an install script', () => {
    const workspace = read('pnpm-workspace.yaml');
    expect(workspace).not.toMatch(/allowBuilds|onlyBuiltDependencies/);
  });

  test('versions are exact', () => {
    const loose = tracked
      .filter((file) => file.endsWith('package.json'))
      .filter((file) => /":\s*"[\^~>][0-9]/.test(read(file).replaceAll(/"(node|engines)":\s*"[^"]*"/g, '')));
    expect(loose).toEqual([]);
  });

  test('text names no path of a machine and no registry host', () => {
    const texts = tracked.filter((file) => /\.(md|ts|tsx|json|sh|yaml|css|html)$/.test(file) || file === '.ci/run');
    const offenders = texts.filter(
      (file) =>
        file !== 'tools/checks/house-rules.test.ts' &&
        /\/work\/(main|shared)|registry\.npmjs|deb\.debian\.org/.test(read(file)),
    );
    expect(offenders).toEqual([]);
  });
});
