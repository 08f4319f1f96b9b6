import { compareEntryIds, ZERO_ID } from '../entries/entry-id.ts';
import { newGroupMemory, type GroupMemory } from './group-memory.ts';
import type { GroupSituation } from './group-situation.ts';

/** Takes over what this poll shows of position and oldest pending entry. Called once per judgement, before the rules. */
export function rememberPosition({ at, group, memory, limits }: GroupSituation): void {
  const again = memory.judgedAt !== 0 && group.since <= memory.judgedAt;
  // A group made anew has no past; what the old one did is not its own.
  if (!again) Object.assign(memory, newGroupMemory(), { position: group.position, movedAt: at, watchedSince: at });
  if (group.position !== memory.position) {
    if (compareEntryIds(group.position, memory.position) < 0) {
      memory.rewoundAt = at;
      memory.rewoundFrom = memory.position;
    } else rememberPause(at, memory, limits.callMs);
    memory.position = group.position;
    memory.movedAt = at;
  }
  const oldest = group.oldestPending.known ? (group.oldestPending.value?.id ?? ZERO_ID) : memory.oldestPendingId;
  if (group.pending === 0) memory.oldestPendingId = ZERO_ID;
  else if (oldest !== memory.oldestPendingId) {
    memory.oldestPendingId = oldest;
    memory.oldestPendingSince = at;
  }
  if (group.unread.known && group.unread.value === 0) memory.unreadSince = 0;
  else if (memory.unreadSince === 0) memory.unreadSince = at;
  memory.judgedAt = at;
}

// Only pauses in which entries waited count: on a quiet stream every group pauses.
function rememberPause(at: number, memory: GroupMemory, callMs: number): void {
  const pauseMs = at - memory.movedAt;
  if (pauseMs < callMs / 2 || memory.unreadSince === 0 || at - memory.unreadSince < pauseMs / 2) return;
  const alike = memory.pauses > 0 && Math.abs(pauseMs - memory.pauseMs) <= memory.pauseMs / 2;
  memory.pauseMs = alike ? (memory.pauseMs + pauseMs) / 2 : pauseMs;
  memory.pauses = alike ? memory.pauses + 1 : 1;
}
