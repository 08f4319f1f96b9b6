import type { Sentence } from '../wire/sentence.ts';
import { HEALTH_RULES } from './catalogue.ts';
import type { GroupSituation } from './group-situation.ts';
import type { Finding, Judgement } from './judgement.ts';
import type { HealthLimits } from './limits.ts';
import { LEVELS, type GroupStatus, type Level } from './status.ts';

/** What one judgement says before it is held against the previous one. */
export interface Opinion {
  readonly level: Level;
  readonly status: GroupStatus;
  readonly sentence: Sentence;
  readonly clause: Sentence;
}

// Worse first: level, then place in the catalogue; what is no rule comes last.
const PLACE = new Map<string, number>(HEALTH_RULES.map((rule, place) => [rule.name, place]));
const ABOUT_UNREAD = new Set<GroupStatus>(['stalled-reading', 'falling-behind', 'catching-up', 'behind']);
const LASTING = new Set<string>(HEALTH_RULES.filter((rule) => rule.kind === 'trend').map((rule) => rule.name));

/**
 * The opinion as a judgement, held against the previous one: a worse status counts at once; a better one, or that it is
 * unknown, after `holdJudgements` in a row; and one after a trend, or after what cannot be told now, only after a time,
 * unless the trend was of entries that waited and none waits any more. `since` is kept while the status stays. The
 * findings are always those of now, but for the one that is held.
 */
export function holdBack(
  opinion: Opinion,
  findings: Finding[],
  situation: GroupSituation,
  caughtUp: boolean,
): Judgement {
  const { at, memory, previous, limits } = situation;
  if (previous === undefined) return { ...opinion, since: at, findings };
  if (previous.status === opinion.status && previous.level === opinion.level) {
    memory.betterCount = 0;
    return { ...opinion, since: previous.since, findings };
  }
  // A count that begins anew, as after a restart, is most often done by the next poll.
  const isUnknown = opinion.status === 'unknown';
  if (!isUnknown && (isWorse(opinion, previous) || isCalm(previous))) {
    memory.betterCount = 0;
    return { ...opinion, since: at, findings };
  }
  if (memory.betterCount === 0) memory.betterSince = at;
  // Somebody who looks once more at the same moment does not make it longer.
  if (memory.betterAt !== at) memory.betterCount += 1;
  memory.betterAt = at;
  const holdMs = caughtUp && ABOUT_UNREAD.has(previous.status) ? 0 : holdOf(previous.status, findings, limits);
  if (memory.betterCount >= limits.holdJudgements && at - memory.betterSince >= holdMs) {
    memory.betterCount = 0;
    return { ...opinion, since: at, findings };
  }
  return { ...previous, findings: withHeld(findings, previous) };
}

// What cannot be told just now (after a gap, or without a right) has not got better: it waits for the growth time.
function holdOf(status: GroupStatus, findings: readonly Finding[], limits: HealthLimits): number {
  if (findings.some((finding) => finding.rule === status && finding.verdict === 'unknown')) return limits.growthMs;
  return LASTING.has(status) ? limits.holdMs : 0;
}

function isWorse(a: { level: Level; status: GroupStatus }, b: { level: Level; status: GroupStatus }): boolean {
  const byLevel = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  return byLevel < 0 || (byLevel === 0 && placeOf(a.status) < placeOf(b.status));
}

// Between healthy and idle nothing is at stake.
function isCalm({ status }: { status: GroupStatus }): boolean {
  return status === 'healthy' || status === 'idle' || status === 'batch';
}

function placeOf(status: GroupStatus): number {
  return PLACE.get(status) ?? PLACE.size;
}

function withHeld(findings: Finding[], previous: Judgement): Finding[] {
  const held = previous.findings.find((finding) => finding.rule === previous.status);
  return held === undefined ? findings : findings.map((finding) => (finding.rule === held.rule ? held : finding));
}
