import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addTallies, playwrightTally, tallyLine, vitestTally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'weir-tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: object): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (tests: readonly string[], files: readonly { status: string; tests: readonly string[] }[] = []) =>
  report({
    numPassedTests: tests.filter((status) => status === 'passed').length,
    numFailedTests: tests.filter((status) => status === 'failed').length,
    numPendingTests: tests.filter((status) => status === 'pending').length,
    numTodoTests: 0,
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status })),
    })),
  });

describe('the last line of npm test', () => {
  test('says passed and failed, and skipped only when something was', () => {
    expect(tallyLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(tallyLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
    expect(tallyLine({ passed: 3, failed: 0, skipped: 2, again: 1 })).toBe(
      '3 passed, 0 failed, 2 skipped (1 passed only when tried again)',
    );
  });

  test('adds up what several runners said', () => {
    const sum = addTallies([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 20, failed: 2, skipped: 3, again: 2 },
    ]);
    expect(sum).toEqual({ passed: 21, failed: 2, skipped: 3, again: 2 });
  });

  test('counts a test file that could not be loaded as a failure', () => {
    const file = vitest(
      ['passed', 'passed'],
      [
        { status: 'passed', tests: ['passed', 'passed'] },
        { status: 'failed', tests: [] },
      ],
    );
    expect(vitestTally(file, 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  test('does not count a failed test twice, as itself and as its file', () => {
    const file = vitest(['passed', 'failed'], [{ status: 'failed', tests: ['passed', 'failed'] }]);
    expect(vitestTally(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('is a failure when a runner failed although all its tests passed', () => {
    expect(vitestTally(vitest(['passed']), 1).failed).toBe(1);
    expect(vitestTally(vitest(['passed']), 0).failed).toBe(0);
  });

  test('is a failure when a runner left no report', () => {
    expect(vitestTally(join(folder, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(playwrightTally(join(folder, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('tells a journey that passed only when tried again', () => {
    const file = report({ stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 } });
    expect(playwrightTally(file, 0)).toEqual({ passed: 5, failed: 0, skipped: 0, again: 1 });
  });
});
