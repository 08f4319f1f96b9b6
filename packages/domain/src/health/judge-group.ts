import { ZERO_ID } from '../entries/entry-id.ts';
import { timeInId } from '../entries/id-time.ts';
import { fitted } from './batch.ts';
import { HEALTH_RULES } from './catalogue.ts';
import { keepCause } from './cause.ts';
import type { GroupSituation } from './group-situation.ts';
import { holdBack, type Opinion } from './hold.ts';
import type { Finding, Judgement } from './judgement.ts';
import { rememberPosition } from './note-situation.ts';
import type { Look } from './rule.ts';
import { rememberLoss } from './rules/losing-data.ts';
import { name } from './say.ts';
import { takeSigns, type Signs } from './signs.ts';
import { LEVELS, type GroupStatus, type Level } from './status.ts';

const QUIET_MS = 60_000;

const HEALTHY: Opinion = { level: 'healthy', status: 'healthy', sentence: [], clause: [] };
const IDLE: Opinion = { level: 'idle', status: 'idle', sentence: [], clause: [] };

/**
 * The verdict on one group now. The worst rule that fired gives the status; getting worse shows at once, getting
 * better has to hold (see hold.ts). Changes `memory` in place and nothing else; give each group its own.
 */
export function judgeGroup(seen: GroupSituation): Judgement {
  const { previous } = seen;
  if (previous?.status === 'idle' && isStillIdle(seen)) {
    seen.memory.judgedAt = seen.at;
    return previous;
  }
  rememberPosition(seen);
  rememberLoss(seen);
  const situation = fitted(seen);
  const signs = takeSigns(situation);
  rememberPace(signs);
  const findings: Finding[] = [];
  let worst: Look | undefined;
  for (const rule of HEALTH_RULES) {
    const look = rule.look(signs);
    findings.push(look.finding);
    keepCause(signs, situation.memory, rule, look);
    if (look.said === undefined || rule.name === 'rewound') continue;
    if (worst === undefined || rankOf(look.finding.level) < rankOf(worst.finding.level)) worst = look;
  }
  return holdBack(opinionOf(signs, worst), findings, situation, signs.caughtUp);
}

// Nothing that could turn an idle group unwell changes while it neither holds nor misses anything.
function isStillIdle({ group, memory }: GroupSituation): boolean {
  return (
    group.pending === 0 &&
    group.unread.known &&
    group.unread.value === 0 &&
    group.position === memory.position &&
    group.since <= memory.judgedAt
  );
}

function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

function opinionOf(signs: Signs, worst: Look | undefined): Opinion {
  // A rule that fires at the idle level explains a calm group and must not hide that unread is unknown.
  if (worst?.said !== undefined) {
    // Sound because rules other than 'rewound', left out above, are named like the status they give.
    return { level: worst.finding.level, status: worst.finding.rule as GroupStatus, ...worst.said };
  }
  const { group } = signs.situation;
  if (!group.unread.known) {
    return {
      level: 'unknown',
      status: 'unknown',
      sentence: [{ t: 'Unread can’t be counted', b: true }, `: ${group.unread.because}.`],
      clause: ['unread of ', name(group.group), ' is not known'],
    };
  }
  if (signs.batch !== undefined) {
    const { dueAt } = signs.batch;
    const sentence = [{ t: 'Batch.', b: true } as const, ' Next run expected ', { clock: dueAt }, '.'];
    return { level: 'idle', status: 'batch', sentence, clause: [] };
  }
  return isQuiet(signs) ? IDLE : HEALTHY;
}

function isQuiet(signs: Signs): boolean {
  const { group, memory } = signs.situation;
  if (group.pending > 0 || !group.unread.known || group.unread.value > 0) return false;
  if (group.position === ZERO_ID) return true;
  const moved = timeInId(group.position, signs.at);
  return signs.at - (moved.known ? moved.value : memory.movedAt) >= QUIET_MS || signs.at - memory.movedAt >= QUIET_MS;
}

/** Takes over how far behind and how fast the group is: needs the signs, so it comes after them. */
function rememberPace(signs: Signs): void {
  const { at, group, memory, limits } = signs.situation;
  const over = signs.behind.known && signs.behind.value > limits.behindMs;
  if (!over) memory.behindSince = 0;
  else if (memory.behindSince === 0) memory.behindSince = at;
  // Little's law: what is in hand ÷ what goes out per second = how long an entry is in hand. What the dead hold is
  // not being worked on; of all that is pending only this much takes part.
  if (!signs.out.known || signs.out.value <= 0 || !signs.calls.known) return;
  const inHand = group.pending - signs.calls.value.held;
  if (inHand < 0) return;
  const now = Math.max(1, (inHand / signs.out.value) * 1000);
  if (memory.usualHandlingMs === 0) memory.usualHandlingMs = now;
  else if (now < memory.usualHandlingMs)
    memory.usualHandlingMs = Math.max(now, memory.usualHandlingMs * (1 - PACE * 5));
  // An oldest entry that stays is trouble, and trouble must not become the usual.
  else if (at - memory.oldestPendingSince < FLOWING_MS) {
    memory.usualHandlingMs = Math.min(now, memory.usualHandlingMs * (1 + PACE));
  }
}

// One step per judgement, whatever the distance: a single odd minute moves the usual little.
const PACE = 0.01;
const FLOWING_MS = 30_000;
