import type { CallOutcome, CallResult } from '@weir/domain/actions/call';
import type { RestoreCall } from '@weir/domain/actions/entry-calls';
import type { StopSign } from '@weir/domain/actions/stop-sign';
import type { Archives } from '@weir/domain/archive/archives';
import { readLines, type ArchivedEntry } from '@weir/domain/archive/read-lines';
import { compareEntryIds } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Watch } from '../observe/watch.ts';
import type { ActTools } from './act-tools.ts';
import { changerOf } from './changer-of.ts';

const NOTHING: CallResult = { done: 0, looked: 0, skipped: [], bytes: 0, reached: null, more: true };

/** Reads what a call restores out of the archive, which gives the same entries however often it is asked, and has it added. */
export async function restorePart(
  { archives }: ActTools,
  watch: Watch,
  call: RestoreCall,
  how: { readonly resume: boolean; readonly signal: StopSign },
): Promise<CallOutcome> {
  const changer = changerOf(watch);
  if (how.signal.aborted) return changer.run(call, how);
  let read: { readonly archived: readonly ArchivedEntry[]; readonly more: boolean };
  try {
    read = await entriesOf(archives, call);
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    return { outcome: 'refused', code: 'WEIR-ARCHIVE', sentence: error.sentence, soFar: NOTHING };
  }
  return changer.run({ ...call, ...read }, { ...how, signal: afterOneStep(how.signal) });
}

/** A wish to stop that came while the archive was read waits for one step: a call of which nothing ran has no mark. */
function afterOneStep(signal: StopSign): StopSign {
  let asked = 0;
  return {
    get aborted() {
      asked += 1;
      return asked > 1 && signal.aborted;
    },
  };
}

/** The entries of one part behind `after`, as far as they are meant; more = later ones may be. */
async function entriesOf(archives: Archives, { archive, sha256, after, ids, atMost }: RestoreCall) {
  const sealed = await archives.find(archive);
  if (sealed?.sha256 !== sha256) {
    throw new ConsoleError('refused', 'The archive is not the one the plan was made of: it is gone, or was changed.');
  }
  const wanted = ids === null ? null : new Set<string>(ids);
  const archived: ArchivedEntry[] = [];
  for (const { number, lastId } of sealed.manifest.parts) {
    if (lastId === null || compareEntryIds(lastId, after) <= 0) continue;
    for (const entry of readLines(await archives.lines(archive, number))) {
      if (compareEntryIds(entry.id, after) <= 0 || wanted?.has(entry.id) === false) continue;
      if (archived.length === atMost) return { archived, more: true };
      archived.push(entry);
    }
    // A part is as much as is held at once.
    if (archived.length > 0) {
      const behind = sealed.manifest.parts.some((later) => later.number > number && later.entries > 0);
      return { archived, more: behind };
    }
  }
  return { archived, more: false };
}
