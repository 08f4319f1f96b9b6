import type { Known } from '@weir/domain/known/known';
import type { GroupAnswer } from '@weir/domain/wire/answers';
import type { TrueGroup } from './true-groups.ts';

const SINCE_2010 = 1_262_304_000_000;
const DAY_MS = 86_400_000;

/**
 * What a row of groups.list says that is not true, one sentence each. `now` is Redis time in ms just after the answer.
 * A figure that is not known is no lie; whether it should have been known is `undecided`'s question.
 */
export function disagreements(row: GroupAnswer, truth: TrueGroup, now: number): readonly string[] {
  const wrong: string[] = [];
  const same = (what: string, said: unknown, is: unknown): void => {
    if (said !== is) wrong.push(`${what}: says ${String(said)}, is ${String(is)}`);
  };
  if (row.unread.known) {
    if (row.unread.quality === 'exact') same('unread', row.unread.value, truth.unread);
    if (row.unread.quality === 'at-most' && row.unread.value < truth.unread)
      same('unread at most', row.unread.value, truth.unread);
    if (row.unread.quality === 'more-than' && row.unread.value >= truth.unread) {
      wrong.push(`unread more than: says ${row.unread.value}, is ${truth.unread}`);
    }
  }
  same('pending', row.pending, truth.pending);
  same('consumers', row.consumers, truth.consumers);
  same('position', row.lastDeliveredId, truth.position);
  same('entries read', row.entriesRead.known ? row.entriesRead.value : null, truth.entriesRead);
  wrong.push(...wrongAge('behind', row.behindMs, truth.oldestUnreadId, row.seenAt, now));
  wrong.push(...wrongAge('oldest pending', row.oldestPendingMs, truth.oldestPendingId, row.seenAt, now));
  return wrong;
}

/** Which figures of the row are still being found out although so small a stream leaves nothing to doubt. */
export function undecided(row: GroupAnswer, truth: TrueGroup): readonly string[] {
  const open: string[] = [];
  if (!row.unread.known || row.unread.quality !== 'exact') open.push('unread');
  if (!row.behindMs.known && decidable(truth.oldestUnreadId, truth)) open.push('behind');
  if (!row.oldestPendingMs.known && decidable(truth.oldestPendingId, truth)) open.push('oldest pending');
  return open;
}

// Nothing waiting is 0 whatever the ids are; otherwise an age can be told where the ids around it are times.
function decidable(id: string | null, truth: TrueGroup): boolean {
  return id === null || [id, truth.firstId, truth.lastId].every((each) => each === null || isPastTime(millis(each)));
}

function wrongAge(
  what: string,
  said: Known<number>,
  id: string | null,
  seenAt: number,
  now: number,
): readonly string[] {
  if (!said.known) return [];
  if (id === null) return said.value === 0 ? [] : [`${what}: says ${said.value} ms where nothing waits`];
  const at = millis(id);
  if (at < SINCE_2010 || at > now + DAY_MS) return [`${what}: says ${said.value} ms although ${id} is no time`];
  // An id ahead of the clock has waited for no time at all.
  const [least, most] = [Math.max(0, seenAt - at), Math.max(0, now - at)];
  return said.value >= least - 5 && said.value <= most + 5
    ? []
    : [`${what}: says ${said.value} ms, is ${least} to ${most}`];
}

function isPastTime(ms: number): boolean {
  return ms >= SINCE_2010 && ms <= Date.now();
}

function millis(id: string): number {
  return Number(id.slice(0, id.indexOf('-')));
}
