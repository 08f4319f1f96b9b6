import type { CallOutcome, CallResult } from '@weir/domain/actions/call';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { nameBytes } from '../../pages/reader.ts';
import { REFUSALS } from '../refusals.ts';
import { inSteps, standing, type Progress } from '../run-steps.ts';
import { slotOf } from '../slots.ts';
import type { Bench, How, Perform } from '../step.ts';
import { copyRoadOf, type CopyWire } from './copy-wire.ts';
import { PassageStep, type MoveCall, type Passage, type Passed } from './passage-step.ts';

/**
 * Moves entries in steps of one script each. One that is too large for a script passes through Weir in a transaction of
 * its own, in its place in the order; where the target lies in another slot, all of them do.
 */
export function passing<C extends MoveCall>(passage: Passage<C>): Perform<C> {
  const inScripts = inSteps(passage.stepper);
  return async (call, bench, how) => {
    if (!inOneSlot(call, bench)) {
      const road = copyRoadOf(bench.write);
      return road.use(() => oneByOne(passage, call, bench, how, null));
    }
    let { resume } = how;
    for (;;) {
      const outcome = await inScripts(call, bench, { ...how, resume });
      if (outcome.outcome !== 'refused' || outcome.code !== 'WEIR-LARGE') return outcome;
      const road = copyRoadOf(bench.write);
      const large = await road.use(() => oneByOne(passage, call, bench, { ...how, resume: true }, 1));
      if (large.outcome !== 'done' || large.result.looked === outcome.soFar.looked) return large;
      resume = true;
    }
  };
}

function inOneSlot({ stream, to }: MoveCall, { write }: Bench): boolean {
  return write.session?.identity.mode !== 'cluster' || slotOf(nameBytes(stream)) === slotOf(nameBytes(to));
}

/** Passes entries from where the call stands on, at most `most` of them. */
async function oneByOne<C extends MoveCall>(
  passage: Passage<C>,
  call: C,
  bench: Bench,
  how: How,
  most: number | null,
): Promise<CallOutcome> {
  const found = how.resume ? await standing(call, bench, 0) : { steps: 0, soFar: START, complete: false };
  if ('outcome' in found) return found;
  let progress: Progress = found;
  const ended = (outcome: CallOutcome): CallOutcome => {
    if (outcome.outcome === 'done') bench.stepsOf.set(call.job, { number: call.number, steps: progress.steps });
    else bench.stepsOf.delete(call.job);
    return outcome;
  };
  let wire: CopyWire;
  try {
    wire = await copyRoadOf(bench.write).wire();
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    if (how.resume) return { outcome: 'unknown', because: error.sentence };
    return { outcome: 'refused', code: 'NOTCONNECTED', sentence: error.sentence, soFar: progress.soFar };
  }
  const step = new PassageStep(passage, call, bench, wire, inOneSlot(call, bench));
  if (how.resume) {
    const settled = await step.settle(progress);
    if (settled !== null) {
      if (settled.passed !== 'yes') return ended(outcomeOf(settled, progress));
      progress = settled.progress;
    }
  }
  for (let passed = 0; !progress.complete; passed += 1) {
    if (how.signal.aborted || passed === most) {
      return ended({ outcome: 'done', result: { ...progress.soFar, more: true } });
    }
    const next = await step.pass(progress);
    if (next.passed !== 'yes') return ended(outcomeOf(next, progress));
    progress = next.progress;
  }
  return ended({ outcome: 'done', result: progress.soFar });
}

const START: CallResult = { done: 0, looked: 0, skipped: [], bytes: 0, reached: null, more: true };

function outcomeOf(passed: Exclude<Passed, { passed: 'yes' }>, { soFar }: Progress): CallOutcome {
  if (passed.passed === 'unknown') return { outcome: 'unknown', because: passed.because };
  const { code } = passed;
  return { outcome: 'refused', code, sentence: passed.sentence ?? REFUSALS[code] ?? code, soFar };
}
