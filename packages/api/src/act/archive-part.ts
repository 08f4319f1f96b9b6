import type { CallOutcome, CallResult } from '@weir/domain/actions/call';
import type { ArchiveCall } from '@weir/domain/actions/entry-calls';
import type { StopSign } from '@weir/domain/actions/stop-sign';
import type { ArchiveHead, ArchivePart } from '@weir/domain/archive/archives';
import type { LineBatch } from '@weir/domain/archive/line-source';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Job } from '@weir/domain/jobs/job';
import type { Watch } from '../observe/watch.ts';
import type { ActTools } from './act-tools.ts';
import { changerOf } from './changer-of.ts';

// What one part holds: it is in memory twice while it is compared with what was written.
const PART_BYTES = 8 * 1024 * 1024;
const NOTHING: CallResult = { done: 0, looked: 0, skipped: [], bytes: 0, reached: null, more: true };
const GOES_ON: StopSign = { aborted: false };

/**
 * One part of a job's archive: read from Redis, written, read back, and only then noted in the job's mark. Begun before
 * and broken off = the part is finished and is taken as it is, or it counts as not there. Behind the last part the whole
 * archive is sealed, before the mark lets anything be removed.
 */
export async function archivePart(
  { archives }: ActTools,
  watch: Watch,
  job: Job,
  call: ArchiveCall,
  how: { readonly resume: boolean; readonly signal: StopSign },
): Promise<CallOutcome> {
  const changer = changerOf(watch);
  // Nothing is begun any more; the mark tells whether the part is part of the job.
  if (how.signal.aborted) return changer.run(call, how);
  const head = headOf(job);
  let kept: ArchivePart;
  try {
    kept = (await archives.part(head.archiveId, call.part)) ?? (await archives.keep(head, await partOf(watch, call)));
    if (kept.ends) await archives.seal(head, call.part);
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    return refusedBy(error);
  }
  // From here to the mark it is one small step: a wish to stop waits for it.
  const outcome = await changer.run({ ...call, kept }, { resume: how.resume, signal: GOES_ON });
  return outcome.outcome === 'done' ? { outcome: 'done', result: resultOf(kept) } : outcome;
}

export function headOf({ jobId, connection, stream, createdAt }: Job): ArchiveHead {
  return { archiveId: jobId, connection, stream, createdAt };
}

async function partOf(watch: Watch, { stream, part, which, atMost, last }: ArchiveCall) {
  const most = { entries: atMost, bytes: PART_BYTES };
  const { lines } = watch.gateway;
  const isRange = !('ids' in which);
  const batch: LineBatch = isRange ? await lines.range(stream, which, most) : await lines.ids(stream, which.ids, most);
  const all = isRange ? batch.ended || (last && batch.looked >= atMost) : last && batch.ended;
  return { ...batch, number: part, ends: all };
}

function resultOf({ looked, entries, bytes, lastId, ends }: ArchivePart): CallResult {
  return { ...NOTHING, looked, archived: entries, bytes, reached: lastId, more: !ends };
}

/** A Redis that is away comes back; a disk that is full, and all else, needs a person. */
function refusedBy({ reason, sentence }: ConsoleError): CallOutcome {
  const passing = reason === 'not-connected' || reason === 'timed-out' || reason === 'busy';
  if (passing) return { outcome: 'refused', code: 'NOTCONNECTED', sentence, soFar: NOTHING };
  return { outcome: 'refused', code: 'WEIR-ARCHIVE', sentence: `${sentence} Nothing was removed.`, soFar: NOTHING };
}
