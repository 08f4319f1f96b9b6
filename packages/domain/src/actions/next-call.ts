import { ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import type { SeenStream } from './call-base.ts';
import type { Call } from './call.ts';
import type { ArchiveCall } from './entry-calls.ts';
import { nextReturn } from './next-return.ts';
import { partAt, partJob } from './redrive-parts.ts';
import type { FrozenSet, SeenEntry } from './seen-entry.ts';
import { TRASH_KEPT_MS } from './trash.ts';
import type { Archived, Checkpoint, Work } from './work.ts';

export interface WorkAtHand {
  readonly jobId: string;
  readonly stream: string;
  readonly work: Work;
  readonly checkpoint: Checkpoint;
  readonly actor: string;
  readonly reason: string;
}

/**
 * The next call of a job, or null when nothing is left to do. It follows from the checkpoint alone, so a call that was
 * begun before a restart comes out the same again. `atMost` bounds the entries one call, and one journal record, covers.
 */
export async function nextCall(job: WorkAtHand, atMost: number, frozen: FrozenSet): Promise<Call | null> {
  const { work, checkpoint } = job;
  const head = { job: job.jobId, number: checkpoint.number + 1, stream: job.stream };
  switch (work.do) {
    case 'claim': {
      const share = shareAt(work.shares, checkpoint.position);
      if (share === null) return null;
      const size = Math.min(atMost, share.left);
      const entries = await frozen(checkpoint.position, size);
      const { group, deliveries } = work;
      return { ...head, kind: 'claim', size, group, consumer: share.consumer, deliveries, entries };
    }
    case 'acknowledge': {
      const size = Math.min(atMost, work.count - checkpoint.position);
      if (size <= 0) return null;
      const entries = await frozen(checkpoint.position, size);
      return { ...head, kind: 'acknowledge', size, group: work.group, entries };
    }
    case 'dead-letter': {
      const size = Math.min(atMost, work.count - checkpoint.position);
      if (size <= 0) return null;
      const entries = await frozen(checkpoint.position, size);
      const { group, to, create } = work;
      return { ...head, kind: 'dead-letter', size, group, to, create, reason: reasonOf(job, work.reason), entries };
    }
    case 'redrive':
      return redriveCall(job, work.parts, atMost, frozen);
    case 'trim': {
      const { do: kind, archive, ...what } = work;
      const { archived } = checkpoint;
      if (archive !== undefined && archived?.complete !== true) {
        const left = work.atMost - (archived?.looked ?? 0);
        const range = { after: archived?.upTo ?? ZERO_ID, until: archive.until };
        return archiveCall({ ...head, ...seenBy(work) }, archived, range, Math.min(atMost, left), left <= atMost);
      }
      const size = Math.min(atMost, (archived?.entries ?? work.atMost) - checkpoint.done);
      if (!checkpoint.more || size <= 0) return null;
      const bound = archived?.upTo == null ? {} : { upTo: archived.upTo };
      return { ...head, size, ...what, kind, atMost: size, ...bound };
    }
    case 'copy': {
      if (!checkpoint.more) return null;
      const { to, create, until, filter, originField } = work;
      const after = checkpoint.reached ?? work.after;
      return { ...head, kind: 'copy', size: atMost, to, create, after, until, filter, originField, atMost };
    }
    case 'destroy-group': {
      if (checkpoint.done > 0) return null;
      const { group, seen, count } = work;
      const size = Math.min(atMost, count - checkpoint.position);
      const entries = size === 0 ? [] : await frozen(checkpoint.position, size);
      const last = checkpoint.position + size === count;
      return { ...head, kind: 'destroy-group', size, group, seen, pending: count, entries, last };
    }
    case 'delete-entries': {
      const { archived } = checkpoint;
      if (work.archive === true && archived?.complete !== true) {
        const looked = archived?.looked ?? 0;
        const size = Math.min(atMost, work.count - looked);
        const ids = idsOf(await frozen(looked, size));
        return archiveCall({ ...head, ...seenBy(work) }, archived, { ids }, size, looked + size >= work.count);
      }
      const size = Math.min(atMost, work.count - checkpoint.position);
      if (size <= 0) return null;
      const ids = idsOf(await frozen(checkpoint.position, size));
      return { ...head, kind: 'delete-entries', size, ids, ...seenBy(work) };
    }
    case 'restore': {
      if (!checkpoint.more) return null;
      const { archiveId: archive, sha256, create, ids, as, originField } = work;
      const after = checkpoint.reached ?? ZERO_ID;
      return { ...head, kind: 'restore', size: atMost, archive, sha256, create, after, ids, as, originField, atMost };
    }
    case 'remove-consumer': {
      const { group, consumers, receiver, count } = work;
      const size = Math.min(atMost, count - checkpoint.position);
      if (checkpoint.number > 0 && size <= 0) return null;
      const entries = size === 0 ? [] : await frozen(checkpoint.position, size);
      const last = checkpoint.position + size === count;
      return { ...head, kind: 'remove-consumer', size, group, consumers, receiver, entries, last };
    }
    case 'delete-stream': {
      if (checkpoint.number > 0) return null;
      const { do: kind, ...what } = work;
      return { ...head, kind, size: 0, ...what, keepMs: TRASH_KEPT_MS };
    }
    case 'restore-stream':
    case 'add-entry':
    case 'create-consumer':
    case 'resend-entry':
    case 'create-group':
    case 'drop-unused-group':
    case 'move-position': {
      if (checkpoint.number > 0) return null;
      const { do: kind, ...what } = work;
      // Sound: `what` is the rest of the same variant as `kind`, and these kinds of call ask for just that.
      return { ...head, kind, size: 0, ...what } as Call;
    }
    case 'give-back':
    case 'put-back':
    case 'rebuild-group':
      return nextReturn(head, work, checkpoint, atMost, frozen);
  }
}

function seenBy({ seen }: { readonly seen?: SeenStream }): { readonly seen?: SeenStream } {
  return seen === undefined ? {} : { seen };
}

function archiveCall(
  head: Pick<ArchiveCall, 'job' | 'number' | 'stream' | 'seen'>,
  archived: Archived | undefined,
  which: ArchiveCall['which'],
  size: number,
  last: boolean,
): ArchiveCall {
  return { ...head, kind: 'archive', part: (archived?.parts ?? 0) + 1, size, which, atMost: size, last };
}

/** What stands beside a dead letter: what was given with the plan, else with the order to carry it out. */
function reasonOf({ actor, reason }: WorkAtHand, given: string | null): string {
  return given ?? (reason === '' ? `dead-lettered by ${actor}` : reason);
}

async function redriveCall(
  { jobId, stream, checkpoint }: WorkAtHand,
  parts: Extract<Work, { do: 'redrive' }>['parts'],
  atMost: number,
  frozen: FrozenSet,
): Promise<Call | null> {
  const at = partAt(parts, checkpoint.position);
  if (at === null) return null;
  const size = Math.min(atMost, at.left);
  const entries = await frozen(checkpoint.position, size);
  return {
    job: partJob(jobId, at.index),
    number: checkpoint.number + 1,
    stream,
    kind: 'redrive',
    size,
    to: at.part.to,
    create: at.part.create,
    // Each target has a mark of its own, which begins with its first call.
    follows: at.begins ? 0 : checkpoint.number,
    entries,
  };
}

function idsOf(entries: readonly SeenEntry[]): readonly EntryId[] {
  return entries.map(({ id }) => id);
}

function shareAt(
  shares: readonly { readonly consumer: string; readonly count: number }[],
  position: number,
): { readonly consumer: string; readonly left: number } | null {
  let end = 0;
  for (const { consumer, count } of shares) {
    end += count;
    if (position < end) return { consumer, left: end - position };
  }
  return null;
}
