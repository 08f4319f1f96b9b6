import { rmSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CHECKS } from './checks.ts';
import { runCommand } from './run-command.ts';
import { addTallies, playwrightTally, tallyLine, vitestTally, type Tally } from './tally.ts';

// `npm test`: every check, the tests, the journeys; the last line says how many passed and failed.

const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = `${root}/.tools/reports`;
const MEASURED = 'tools/proofs/harm';
const onlyChecks = process.argv.includes('--only-checks');

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const tallies: Tally[] = [];
for (const check of CHECKS) {
  const code = await announce(check.title, check.command);
  tallies.push(code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
}
if (!onlyChecks) {
  tallies.push(await tests('unit and contract tests', 'vitest', ['--exclude', `${MEASURED}/**`]));
  // Alone: they compare times of a fifth of a millisecond, which no neighbour may disturb.
  tallies.push(await tests('tests that measure', 'measured', [MEASURED, '--maxWorkers=1']));
  tallies.push(await journeys());
}

const total = addTallies(tallies);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(tallyLine(total));

async function tests(title: string, name: string, which: readonly string[]): Promise<Tally> {
  const report = `${reports}/${name}.json`;
  const command = ['vitest', 'run', ...which, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return vitestTally(report, await announce(title, command));
}

async function journeys(): Promise<Tally> {
  const report = `${reports}/playwright.json`;
  const command = ['playwright', 'test', '--reporter=list,json'];
  const code = await announce('journeys in a browser', command, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return playwrightTally(report, code);
}

async function announce(title: string, command: readonly string[], env: Record<string, string> = {}): Promise<number> {
  console.log(`\n── ${title}`);
  const started = performance.now();
  const code = await runCommand(command, root, env);
  console.log(`   ${code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  return code;
}
