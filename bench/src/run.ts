import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench [-- --only <part of a name>]`: every benchmark in turn, each in a process of its own so that one's
 * heap and clock are not the other's. A benchmark is a file here that prints one ratio a line and ends with 0.
 */
const BENCHMARKS = [
  { name: 'poll', file: /^poll-.*-bench\.ts$/ },
  { name: 'from-nothing', file: /^page-from-nothing\.ts$/ },
  { name: 'fan-out', file: /^fan-out\.ts$/ },
  { name: 'page', file: /^page\.ts$/ },
  { name: 'history', file: /^history\.ts$/ },
  { name: 'act-claim', file: /^act-claim\.ts$/ },
  { name: 'act-acknowledge', file: /^act-acknowledge\.ts$/ },
  { name: 'act-trim', file: /^act-trim\.ts$/ },
  { name: 'act-dead-letter', file: /^act-dead-letter\.ts$/ },
  { name: 'act-job', file: /^act-job\.ts$/ },
  { name: 'act-replay', file: /^act-replay\.ts$/ },
  { name: 'export', file: /^export\.ts$/ },
] as const;

const folder = fileURLToPath(new URL('.', import.meta.url));
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';
const files = readdirSync(folder).toSorted();
const chosen = BENCHMARKS.flatMap(({ name, file }) =>
  files
    .filter((each) => file.test(each))
    .map((each) => ({ name, path: `${folder}${each}`, title: each.replace(/\.ts$/, '') })),
).filter(({ name, title }) => name.includes(only) || title.includes(only));

if (chosen.length === 0) {
  console.error(`No benchmark is called "${only}". There are: ${BENCHMARKS.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const failed: string[] = [];
for (const { path, title } of chosen) {
  console.log(`\n# ${title}`);
  const code = await new Promise<number>((resolve) => {
    spawn(process.execPath, [path], { stdio: 'inherit' }).once('exit', (exit) => resolve(exit ?? 1));
  });
  if (code !== 0) failed.push(title);
}
if (failed.length > 0) {
  console.error(`\nDid not finish: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
