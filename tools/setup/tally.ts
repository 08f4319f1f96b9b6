import { readFileSync } from 'node:fs';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of those that passed: how many only when tried again. */
  readonly again?: number;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce<Required<Tally>>(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      again: sum.again + (one.again ?? 0),
    }),
    { passed: 0, failed: 0, skipped: 0, again: 0 },
  );
}

export function tallyLine({ passed, failed, skipped, again = 0 }: Tally): string {
  const rest = [skipped > 0 ? `, ${skipped} skipped` : '', again > 0 ? ` (${again} passed only when tried again)` : ''];
  return `${passed} passed, ${failed} failed${rest.join('')}`;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Counts of vitest's JSON report. A file that could not be loaded counts as one failure. */
export function vitestTally(report: string, exitCode: number): Tally {
  // The reporter's own format, pinned with its version.
  const found = readReport(report) as VitestReport | undefined;
  if (found === undefined) return NOT_RUN;
  const unloaded = found.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  return believe(
    {
      passed: found.numPassedTests,
      failed: found.numFailedTests + unloaded,
      skipped: found.numPendingTests + found.numTodoTests,
    },
    exitCode,
  );
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

/** Counts of Playwright's JSON report. A journey that passed only when tried again has passed, and is told apart. */
export function playwrightTally(report: string, exitCode: number): Tally {
  // The reporter's own format, pinned with its version.
  const found = readReport(report) as PlaywrightReport | undefined;
  if (found === undefined) return NOT_RUN;
  const { expected, unexpected, flaky, skipped } = found.stats;
  return believe({ passed: expected + flaky, failed: unexpected, skipped, again: flaky }, exitCode);
}

const NOT_RUN: Tally = { passed: 0, failed: 1, skipped: 0 };

// An error outside any test makes the runner fail although every test passed; that must not be lost.
function believe(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
