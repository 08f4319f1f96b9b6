import { entryMatch } from '@weir/domain/actions/entry-matches';
import type { CallOutcome, CallResult, CopyCall } from '@weir/domain/actions/call';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Bench, Perform } from '../step.ts';
import { NOTHING } from '../step.ts';
import { REFUSALS } from '../refusals.ts';
import { settleOpen } from './copy-open.ts';
import { CopyRun, type CopyProgress } from './copy-run.ts';
import { CopySource } from './copy-source.ts';
import { CopyScribe } from './copy-step.ts';
import { copyRoadOf } from './copy-wire.ts';

// How often in a row without a step between: a page that was too large takes two.
const LOOKS = 8;

/**
 * Copies in steps of one transaction each. The entries pass through as the bytes Redis sent. A step runs only while the
 * mark stands where the step expects it, and the mark moves on in the same transaction.
 */
export const copy: Perform<CopyCall> = (call, bench, how) => {
  const road = copyRoadOf(bench.write);
  return road.use(async () => {
    const matches = call.filter === null ? null : entryMatch(call.filter);
    const source = new CopySource(call, matches, road.weights);
    let progress: CopyProgress = { steps: 0, soFar: NOTHING, complete: false };
    let look = how.resume;
    // Whether a step ran that is not in `progress` is not known before the mark was read.
    let sure = !look;
    const remembered = (outcome: CallOutcome): CallOutcome => {
      // Of a call that did not end well more may have run than was heard of.
      if (outcome.outcome === 'done') bench.stepsOf.set(call.job, { number: call.number, steps: progress.steps });
      else bench.stepsOf.delete(call.job);
      return outcome;
    };
    for (let looks = 0; ; looks += 1) {
      if (looks > LOOKS) return remembered(refusedCopy('WEIR-BEHIND', progress.soFar));
      try {
        if (look) {
          const found = await standing(call, bench, progress.steps);
          if ('outcome' in found) return found;
          progress = found;
        }
        if (progress.complete) return remembered({ outcome: 'done', result: progress.soFar });
        const wire = await road.wire();
        if (look) {
          const settled = await settleOpen(call, bench.markKey(call), wire, progress);
          if (settled === 'look-again') continue;
          if (settled !== 'nothing-open') return remembered(settled);
          sure = true;
        }
        // A new one with each run: what an earlier connection has not sent yet stays as it was.
        const scribe = new CopyScribe(call, bench.markKey(call));
        const run = new CopyRun(call, bench, wire, source, scribe, progress);
        const ended = await run.toTheEnd(how);
        if (run.progress.steps > progress.steps) looks = 0;
        progress = run.progress;
        if (ended.outcome !== 'look-again') return remembered(ended);
      } catch (error) {
        if (!(error instanceof ConsoleError)) throw error;
        if (!sure) return { outcome: 'unknown', because: error.sentence };
        return { outcome: 'refused', code: 'NOTCONNECTED', sentence: error.sentence, soFar: progress.soFar };
      }
      look = true;
      sure = false;
    }
  });
};

async function standing(call: CopyCall, bench: Bench, ran: number): Promise<CopyProgress | CallOutcome> {
  const mark = await bench.mark(call);
  const number = mark?.number ?? 0;
  if (number > call.number) return refusedCopy('WEIR-AHEAD', NOTHING);
  if (mark !== undefined && number === call.number && mark.step >= ran) {
    return { steps: mark.step, soFar: mark.result, complete: mark.complete };
  }
  if (number === call.number - 1 && ran === 0) return { steps: 0, soFar: NOTHING, complete: false };
  return refusedCopy('WEIR-BEHIND', NOTHING);
}

function refusedCopy(code: string, soFar: CallResult): CallOutcome {
  return { outcome: 'refused', code, sentence: REFUSALS[code] ?? code, soFar };
}
