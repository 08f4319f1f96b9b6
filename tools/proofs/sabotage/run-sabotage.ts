import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sabotage } from './sabotage.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

// What the product is not made of, or what a run writes.
const LEFT_BEHIND = new Set(['.git', '.tools', '.weir', 'test-results', 'node_modules', 'dist']);
const RUN_MS = 240_000;

/** A copy of the checkout in which something can be broken. */
export interface Copy {
  readonly folder: string;
  remove(): void;
}

/** The sources are copied; what was installed is linked, but for the links to the sources themselves. */
export function copyCheckout(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'weir-sabotage-'));
  for (const name of readdirSync(ROOT)) {
    if (LEFT_BEHIND.has(name)) continue;
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(ROOT, '.tools'), join(folder, '.tools'));
  const installed = join(ROOT, 'node_modules');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(installed)) {
    const to = join(folder, 'node_modules', name);
    if (name === '@weir') cpSync(join(installed, name), to, { recursive: true, verbatimSymlinks: true });
    // What a run of vitest keeps is its own.
    else if (!name.startsWith('.v')) symlinkSync(join(installed, name), to);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Noticed {
  readonly red: boolean;
  /** What the test said, or why there is nothing to say. */
  readonly said: string;
}

/** Breaks the copy, runs the test that must notice, and mends the copy again. */
export async function runSabotage({ folder }: Copy, { edits, test }: Sabotage): Promise<Noticed> {
  const whole = new Map(edits.map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')]));
  try {
    for (const { file, text, replacement } of edits) {
      const path = join(folder, file);
      const now = readFileSync(path, 'utf8');
      if (!now.includes(text)) throw new Error(`${file} has no ${text}`);
      writeFileSync(
        path,
        now.replace(text, () => replacement),
      );
    }
    return await runTest(folder, test);
  } finally {
    for (const [file, text] of whole) writeFileSync(join(folder, file), text);
  }
}

function runTest(folder: string, { file, title }: Sabotage['test']): Promise<Noticed> {
  const report = join(folder, 'sabotage.json');
  rmSync(report, { force: true });
  const pattern = title.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const args = ['run', file, '-t', pattern, '--reporter=json', `--outputFile=${report}`];
  const env = { ...process.env, WEIR_SOAK: '0' };
  return new Promise((resolve) => {
    execFile(join(folder, 'node_modules/.bin/vitest'), args, { cwd: folder, env, timeout: RUN_MS }, () =>
      resolve(verdictOf(report, title)),
    );
  });
}

/** Red is the named test failing: a file that does not load, or a run that does not end, has noticed nothing. */
function verdictOf(report: string, title: string): Noticed {
  let results: Report;
  try {
    results = JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    return { red: false, said: 'the run did not end' };
  }
  const ran = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = ran.find((each) => each.title === title && each.status === 'failed');
  if (failed !== undefined) return { red: true, said: failed.failureMessages[0]?.split('\n')[0] ?? '' };
  const passed = ran.some((each) => each.title === title && each.status === 'passed');
  return { red: false, said: passed ? 'it passed' : 'it did not run' };
}

// vitest's JSON reporter, pinned with its version.
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}
