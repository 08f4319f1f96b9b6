import type { PendingEntry } from '../../pending/pending-entry.ts';
import { isGhost } from './ghosts.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { name } from '../say.ts';
import type { Signs } from '../signs.ts';

/** One consumer takes far longer than the group usually does. */
export const slowConsumer: HealthRule = {
  name: 'slow-consumer',
  title: 'Slow consumer',
  why: 'A consumer that hangs on an entry holds up what depends on it.',
  kind: 'trend',
  look(signs) {
    const { at, group, memory, limits } = signs.situation;
    if (group.pending === 0) return ruledOut(this, 'No. Nothing is pending.');
    if (!group.oldestPending.known) return notKnown(this, `Not known: ${group.oldestPending.because}.`);
    const oldest = group.oldestPending.value;
    if (oldest === null || isGhost(signs.situation)) return ruledOut(this, 'No. No consumer has old entries in hand.');
    if (memory.usualHandlingMs === 0)
      return notKnown(this, 'Not known: how long this group usually takes is not known yet.');
    const held = at - oldest.deliveredAt;
    const limit = slowLimitMs(memory.usualHandlingMs, limits);
    if (held <= limit)
      return ruledOut(
        this,
        'No. The oldest entry is in hand for ',
        { age: oldest.deliveredAt },
        ', usual is ',
        { ms: memory.usualHandlingMs },
        '.',
      );
    if (!isCalling(signs, oldest))
      return ruledOut(this, 'No. Whoever holds the oldest entry made no call since it got it.');
    return fired(this, {
      level: 'warning',
      evidence: [
        name(oldest.consumer),
        ' holds an entry for ',
        { age: oldest.deliveredAt },
        ', usual is ',
        { ms: memory.usualHandlingMs },
        '.',
      ],
      sentence: [
        name(oldest.consumer, true),
        { t: ' is slow.', b: true },
        ' It holds an entry for ',
        { age: oldest.deliveredAt },
        '; this group usually takes ',
        { ms: memory.usualHandlingMs },
        '.',
      ],
      clause: [name(oldest.consumer), ' is slow in ', name(group.group)],
      advice: ['Look at the entry that ', name(oldest.consumer), ' holds.'],
      healthyWhen: [name(oldest.consumer), ' acknowledges the entry, or somebody else takes it.'],
      subject: { consumer: oldest.consumer, entryId: oldest.id },
    });
  },
};

/** From which time in hand on an entry counts as slow, ms. */
export function slowLimitMs(usualMs: number, limits: { slowFactor: number; slowFloorMs: number }): number {
  return Math.max(usualMs * limits.slowFactor, limits.slowFloorMs);
}

// Silent since it got the entry, a consumer may as well be dead: that is for the other rule to say, in its time.
function isCalling(signs: Signs, { consumer, deliveredAt }: PendingEntry): boolean {
  const list = signs.situation.group.consumerList;
  if (!list.known) return false;
  const holder = list.value.consumers.find((one) => one.consumer === consumer);
  if (holder === undefined || holder.lastCallAt <= deliveredAt) return false;
  return list.value.readAt - holder.lastCallAt <= signs.situation.limits.callMs;
}
