import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import type { StreamMark } from '@weir/domain/groups/resolve-unread';

/** That `count` entries stood behind `position` at the moment of `mark`, found without a counter of the server. */
export interface UnreadProof {
  readonly mark: StreamMark;
  readonly position: EntryId;
  readonly entriesRead: number | null | undefined;
  readonly lag: number | null | undefined;
  readonly count: number;
  /** Counting stopped at its cap: there are more than `count`. */
  readonly moreThan: boolean;
  readonly source: string;
}

/** What a group says of itself at a later moment. */
export interface LaterGroup {
  readonly position: EntryId;
  readonly entriesRead: number | null | undefined;
  readonly lag: number | null | undefined;
}

export function sameMark(a: StreamMark, b: StreamMark): boolean {
  return (
    a.length === b.length &&
    a.lastGeneratedId === b.lastGeneratedId &&
    a.firstId === b.firstId &&
    a.lastId === b.lastId &&
    a.entriesAdded === b.entriesAdded &&
    a.maxDeletedId === b.maxDeletedId
  );
}

/**
 * True when every entry that stood behind `position` at `from` still exists at `to` and the only others there are the
 * ones added since. False when it cannot be shown. It leans on four facts: length tells additions less removals,
 * trimming takes from the front only, a single deletion never leaves the largest deleted id below its own id, and what
 * is added stands behind the last generated id.
 */
export function intactBehind(from: StreamMark, to: StreamMark, position: EntryId): boolean {
  if (sameMark(from, to)) return true;
  if (from.entriesAdded === undefined || to.entriesAdded === undefined) return false;
  if (from.maxDeletedId === undefined || to.maxDeletedId === undefined) return false;
  const added = to.entriesAdded - from.entriesAdded;
  if (added < 0 || compareEntryIds(to.lastGeneratedId, from.lastGeneratedId) < 0) return false;
  // A position ahead of all ids: what is added next may stand before it.
  if (compareEntryIds(position, from.lastGeneratedId) > 0) return false;
  const removed = added - (to.length - from.length);
  if (removed < 0) return false;
  if (removed === 0) {
    // With nothing removed the front is the same entry; a stream made anew with fitting counts gives itself away here.
    return (from.length === 0 || to.firstId === from.firstId) && to.maxDeletedId === from.maxDeletedId;
  }
  if (to.firstId === null || from.firstId === null) return false;
  return (
    compareEntryIds(to.firstId, position) <= 0 &&
    compareEntryIds(to.maxDeletedId, position) <= 0 &&
    compareEntryIds(to.firstId, from.firstId) >= 0 &&
    compareEntryIds(to.maxDeletedId, from.maxDeletedId) >= 0
  );
}

/**
 * The proof carried to a later moment; undefined when that moment needs a new count. `between` is how many entries
 * exist between the old and the new position, counted at that moment; where it was not counted, entries-read stands in
 * for it, but only if every figure of the server agrees with it and it is a large step: a small one is cheap to count.
 */
export function carryProof(
  proof: UnreadProof,
  mark: StreamMark,
  group: LaterGroup,
  between: number | undefined,
): UnreadProof | undefined {
  if (!intactBehind(proof.mark, mark, proof.position)) return undefined;
  const added = (mark.entriesAdded ?? 0) - (proof.mark.entriesAdded ?? 0);
  const behind = proof.count + added;
  const moved = compareEntryIds(group.position, proof.position);
  const step = moved === 0 ? 0 : (between ?? readSince(proof, group, added));
  if (step === undefined) return undefined;
  const count = moved >= 0 ? behind - step : behind + step;
  if (count < 0 || count > mark.length) return undefined;
  return {
    mark,
    position: group.position,
    entriesRead: group.entriesRead,
    lag: group.lag,
    count,
    moreThan: proof.moreThan,
    source: 'counted, and kept up with since',
  };
}

function readSince(proof: UnreadProof, group: LaterGroup, added: number): number | undefined {
  const { entriesRead, lag } = group;
  if (typeof entriesRead !== 'number' || typeof proof.entriesRead !== 'number') return undefined;
  if (typeof lag !== 'number' || typeof proof.lag !== 'number') return undefined;
  const read = entriesRead - proof.entriesRead;
  const forward = compareEntryIds(group.position, proof.position) > 0;
  return forward && read > 0 && lag - proof.lag === added - read ? read : undefined;
}
