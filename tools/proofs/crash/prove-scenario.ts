import { expect } from 'vitest';
import { crashRun, startCrashRig } from './crash-run.ts';
import { everyBreak } from './every-break.ts';
import type { Scenario } from './scenario.ts';

/** Runs a change to its end, then breaks it off in every way there is; fails with all the ways that went wrong. */
export async function proveScenario(scenario: Scenario): Promise<void> {
  const rig = await startCrashRig();
  try {
    const whole = await crashRun(rig, scenario, null);
    expect(whole.wrong).toEqual([]);
    const breaks = everyBreak(whole.points, whole.commands);
    expect(breaks.length, 'ways to break off').toBeGreaterThan(40);
    const failures: string[] = [];
    for (const broken of breaks) {
      const { wrong } = await crashRun(rig, scenario, broken).catch((failure: unknown) => ({
        wrong: [String(failure)],
      }));
      if (wrong.length > 0) failures.push(`${JSON.stringify(broken)}: ${wrong.join('; ')}`);
    }
    console.log(`${scenario.name}: ${breaks.length} ways to break off, ${failures.length} wrong`);
    expect(failures).toEqual([]);
  } finally {
    await rig.stop();
  }
}

export const PROOF_TIMEOUT_MS = 600_000;
