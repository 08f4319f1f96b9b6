import { expect } from 'vitest';
import { type Break, type CrashRig, crashRun, startCrashRig } from './crash-run.ts';
import { everyBreak } from './every-break.ts';
import type { Scenario } from './scenario.ts';

// A run mostly waits: for a link that comes back, for a Redis that reads its file. Each has a Redis of its own.
const AT_ONCE = 3;

/** Runs a change to its end, then breaks it off in every way there is; fails with all the ways that went wrong. */
export async function proveScenario(scenario: Scenario): Promise<void> {
  const rig = await startCrashRig();
  const others = await Promise.all(Array.from({ length: AT_ONCE - 1 }, startCrashRig));
  try {
    const whole = await crashRun(rig, scenario, null);
    expect(whole.wrong).toEqual([]);
    const breaks = everyBreak(whole.points, whole.commands);
    expect(breaks.length, 'ways to break off').toBeGreaterThan(40);
    const left = breaks.values();
    const failures = (await Promise.all([rig, ...others].map((each) => breakOff(each, scenario, left)))).flat();
    console.log(`${scenario.name}: ${breaks.length} ways to break off, ${failures.length} wrong`);
    expect(failures).toEqual([]);
  } finally {
    await Promise.all([rig, ...others].map((each) => each.stop()));
  }
}

/** Takes one way after the other for as long as there are any; the failures as sentences. */
async function breakOff(rig: CrashRig, scenario: Scenario, left: Iterator<Break>): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let next = left.next(); next.done !== true; next = left.next()) {
    const { wrong } = await crashRun(rig, scenario, next.value).catch((failure: unknown) => ({
      wrong: [String(failure)],
    }));
    if (wrong.length > 0) failures.push(`${JSON.stringify(next.value)}: ${wrong.join('; ')}`);
  }
  return failures;
}

export const PROOF_TIMEOUT_MS = 600_000;
