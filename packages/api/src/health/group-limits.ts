import { batchOf } from '@weir/domain/health/batch';
import { isFor, LIMIT_BOUNDS, limitsFor, SETTABLE_LIMITS } from '@weir/domain/health/limit-rules';
import { DEFAULT_LIMITS } from '@weir/domain/health/limits';
import type { GroupLimitsAnswer, UsualAnswer } from '@weir/domain/wire/health-answers';
import { habitsOf } from '../observe/sampler.ts';
import type { TrackedGroup } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';
import { knownGroup } from '../streams/known-stream.ts';

/** How one group is judged: each limit, where it comes from, and what its own past says. */
export function groupLimits(
  watch: Watch,
  place: { readonly stream: string; readonly group: string },
): GroupLimitsAnswer {
  const { group } = knownGroup(watch, place.stream, place.group);
  const { rules } = watch.board.limitBook;
  const { limits, from } = limitsFor(rules, place.stream, place.group);
  return {
    limits: SETTABLE_LIMITS.map((limit) => {
      const [least, most] = LIMIT_BOUNDS[limit];
      return { limit, value: limits[limit], standard: DEFAULT_LIMITS[limit], least, most, rule: from[limit] ?? null };
    }),
    rules: rules.filter((rule) => isFor(rule, place)),
    usual: usualOf(group, habitsOf(watch.gateway.watcher).idleCountsAttempts),
  };
}

function usualOf({ memory, limits, judgedAt, callGaps, hourlyUsual }: TrackedGroup, callsSeen: boolean): UsualAnswer {
  const gap = callGaps.longest(judgedAt);
  const batch = batchOf({ at: judgedAt, memory, limits: { ...limits, batchEveryMs: 0 } });
  return {
    watchedSince: memory.watchedSince,
    handlingMs: memory.usualHandlingMs === 0 ? null : Math.round(memory.usualHandlingMs),
    inThisHour: hourlyUsual.at(judgedAt),
    longestGapMs: gap?.ms ?? null,
    longestGapBy: gap?.consumer ?? '',
    callsSeen,
    pauseMs: batch?.everyMs ?? null,
  };
}
