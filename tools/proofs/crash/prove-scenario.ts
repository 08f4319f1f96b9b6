import { expect } from 'vitest';
import { type Break, type CrashRig, crashRun, startCrashRig } from './crash-run.ts';
import { everyBreak } from './every-break.ts';
import type { Scenario } from './scenario.ts';

// A run mostly waits: for a link that comes back, for a Redis that reads its file. Each has a Redis of its own.
const AT_ONCE = 3;

/** Runs a change to its end, then breaks it off in every way there is; fails with all the ways that went wrong. */
export const proveScenario = (scenario: Scenario): Promise<void> => prove(scenario, (all) => all);

/** The same for some of the ways, see `aFifth`. */
export async function prove(scenario: Scenario, choose: (all: readonly Break[]) => readonly Break[]): Promise<void> {
  const rig = await startCrashRig();
  const others = await Promise.all(Array.from({ length: AT_ONCE - 1 }, startCrashRig));
  try {
    const whole = await crashRun(rig, scenario, null);
    expect(whole.wrong).toEqual([]);
    const all = everyBreak(whole.points, whole.commands);
    expect(all.length, 'ways to break off').toBeGreaterThan(40);
    const breaks = choose(all);
    const left = breaks.values();
    const failures = (await Promise.all([rig, ...others].map((each) => breakOff(each, scenario, left)))).flat();
    console.log(`${scenario.name}: ${breaks.length} of ${all.length} ways to break off, ${failures.length} wrong`);
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

/** A fifth of the ways, spread over all of the job, another one for each `turn`; all of them with WEIR_SOAK=1. */
export function aFifth(turn: number): (all: readonly Break[]) => readonly Break[] {
  return (all) => (process.env['WEIR_SOAK'] === '1' ? all : all.filter((_, index) => index % 5 === turn));
}

export const PROOF_TIMEOUT_MS = 600_000;
