import { z } from 'zod';
import type { CallGaps } from '../consumers/call-gaps.ts';
import { compareEntryIds, parseEntryId, ZERO_ID } from '../entries/entry-id.ts';
import type { GroupObservation } from '../groups/group-observation.ts';
import type { GroupMemory } from './group-memory.ts';
import type { HourlyUsual } from './hourly-usual.ts';

/** What was learned of one group, and lives on when Weir is started anew. */
export interface Learning {
  readonly memory: GroupMemory;
  readonly hourlyUsual: HourlyUsual;
  readonly callGaps: CallGaps;
}

const entryId = z.string().transform((text, context) => {
  const id = parseEntryId(text);
  if (id === undefined) context.addIssue('not an entry id');
  return id ?? ZERO_ID;
});
const gap = z.object({ ms: z.number(), consumer: z.string() }).nullable();
const baseline = z.object({
  at: z.number(),
  position: entryId,
  movedAt: z.number(),
  watchedSince: z.number(),
  oldestPendingId: entryId,
  oldestPendingSince: z.number(),
  usualHandlingMs: z.number().min(0),
  pauses: z.number().min(0),
  pauseMs: z.number().min(0),
  lostBefore: z.number(),
  lostCarried: z.number(),
  lost: z.number(),
  lostSince: z.number(),
  lostSeenAt: z.number(),
  hours: z
    .object({
      hour: z.number().int().min(0),
      amount: z.number().min(0),
      ms: z.number().min(0),
      hours: z.array(z.tuple([z.number(), z.number()]).readonly().nullable()).readonly(),
    })
    .nullable(),
  gaps: z.object({ half: z.number(), present: gap, previous: gap }).nullable(),
});

/** What is worth keeping of a group, as text; undefined while nothing was learned. */
export function keptBaseline({ memory, hourlyUsual, callGaps }: Learning): string | undefined {
  const [hours = null, gaps = null] = [hourlyUsual.kept, callGaps.kept];
  const { usualHandlingMs, pauses, lost, lostBefore } = memory;
  if (usualHandlingMs === 0 && pauses === 0 && lost === 0 && lostBefore <= 0 && hours === null && gaps === null) {
    return undefined;
  }
  const { position, movedAt, watchedSince, oldestPendingId, oldestPendingSince, pauseMs } = memory;
  const { lostCarried, lostSince, lostSeenAt, judgedAt: at } = memory;
  return JSON.stringify({
    at,
    position,
    movedAt,
    watchedSince,
    oldestPendingId,
    oldestPendingSince,
    usualHandlingMs: Math.round(usualHandlingMs * 1_000) / 1_000,
    pauses,
    pauseMs,
    lostBefore,
    lostCarried,
    lost,
    lostSince,
    lostSeenAt,
    hours,
    gaps,
  } satisfies z.input<typeof baseline>);
}

// As in the rule about lost entries: an incident that was going on this shortly before goes on.
const FRESH_MS = 30_000;

/**
 * Takes over what was kept of a group before Weir was started anew, at its first sight at `at` or later. A group whose
 * position lies before the one it had is another one, or was sent back: of it nothing is taken over. False = nothing was.
 */
export function recallBaseline(
  { memory, hourlyUsual, callGaps }: Learning,
  group: GroupObservation,
  text: string,
  at: number,
): boolean {
  const kept = parsed(text);
  if (kept === undefined || compareEntryIds(group.position, kept.position) < 0) return false;
  const isFirstSight = memory.judgedAt === 0;
  if (isFirstSight) Object.assign(memory, { judgedAt: at, position: group.position, movedAt: at, watchedSince: at });
  // Since it did not move, nothing was missed of it.
  if (memory.position === kept.position && group.position === kept.position) {
    memory.movedAt = kept.movedAt;
    memory.watchedSince = kept.watchedSince;
  }
  if (isFirstSight || memory.oldestPendingId === kept.oldestPendingId) {
    memory.oldestPendingId = kept.oldestPendingId;
    memory.oldestPendingSince = kept.oldestPendingSince;
  }
  if (kept.usualHandlingMs > 0) memory.usualHandlingMs = kept.usualHandlingMs;
  if (kept.pauses > memory.pauses) {
    memory.pauses = kept.pauses;
    memory.pauseMs = kept.pauseMs;
  }
  if (isFirstSight) recallLoss(memory, kept, at);
  if (kept.hours !== null) hourlyUsual.recall(kept.hours);
  if (kept.gaps !== null) callGaps.recall(kept.gaps);
  return true;
}

function recallLoss(memory: GroupMemory, kept: z.output<typeof baseline>, at: number): void {
  memory.lostBefore = kept.lostBefore;
  memory.lostCarried = kept.lostCarried;
  memory.lost = kept.lost;
  memory.lostSince = kept.lostSince;
  memory.lostSeenAt = kept.at - kept.lostSeenAt <= FRESH_MS && kept.lost > 0 ? at : kept.lostSeenAt;
}

function parsed(text: string): z.output<typeof baseline> | undefined {
  try {
    return baseline.safeParse(JSON.parse(text)).data;
  } catch {
    // What is no JSON was not written by `keptBaseline`, and is worth nothing.
    return undefined;
  }
}
