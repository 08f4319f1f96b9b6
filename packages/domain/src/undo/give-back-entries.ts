import type { Skipped } from '../actions/call.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import { ConsoleError } from '../errors/console-error.ts';
import type { Job } from '../jobs/job.ts';
import { pendingNow } from './pending-now.ts';
import type { Tally } from './tally.ts';
import type { UndoGround } from './undo-rule.ts';
import { doneEntries, type DoneEntries } from './undone-entries.ts';

/** What a job that gave entries to others left them like. */
export interface Given {
  readonly group: string;
  /** Who got the entry at this place of the frozen set. */
  readonly ownerAt: (place: number) => string;
  readonly deliveriesAfter: (before: SeenEntry) => number;
}

/** Freezes two of each entry that is still as the job left it: as it has to be found, and as it is to be. */
export async function freezeReturns(job: Job, given: Given, ground: UndoGround, tally: Tally): Promise<void> {
  for await (const done of doneEntries(ground.past, job)) {
    if (ground.freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
    await freezePart(job.stream, given, done, ground, tally);
  }
}

async function freezePart(
  stream: string,
  given: Given,
  { entries, places, ranAt }: DoneEntries,
  { look, freezer }: UndoGround,
  tally: Tally,
): Promise<void> {
  const now = await pendingNow(look, stream, given.group, entries);
  const both: SeenEntry[] = [];
  for (const [at, before] of entries.entries()) {
    const left = now.get(before.id);
    const asLeft = { consumer: given.ownerAt(places[at] ?? 0), deliveries: given.deliveriesAfter(before), ranAt };
    const why = changedSince(before, left, asLeft);
    if (why !== null) tally.stays(why);
    else if (left !== undefined) {
      both.push(left, before);
      tally.returns(left.consumer, before);
    }
  }
  if (both.length > 0) await freezer.freeze(both);
  freezer.progress(tally.count);
}

interface AsLeft {
  readonly consumer: string;
  readonly deliveries: number;
  readonly ranAt: DoneEntries['ranAt'];
}

// Redis tells the time since delivery, rounded; both ends of the comparison are off by one at most.
const ROUNDING_MS = 2;

/** Why an entry is no longer as it was left; null = it is. */
function changedSince(before: SeenEntry, left: SeenEntry | undefined, asLeft: AsLeft): Skipped | null {
  const { id } = before;
  if (left === undefined) return { id, reason: 'not-pending' };
  if (left.consumer !== asLeft.consumer) return { id, reason: 'other-owner', consumer: left.consumer };
  // When it ran was not noted by earlier versions: then nothing proves that nobody works on the entry.
  if (asLeft.ranAt === undefined) return { id, reason: 'unsure' };
  const [from, until] = asLeft.ranAt;
  const untouched = left.deliveredAt >= from - ROUNDING_MS && left.deliveredAt <= until + ROUNDING_MS;
  return left.deliveries === asLeft.deliveries && untouched ? null : { id, reason: 'delivered-again' };
}
