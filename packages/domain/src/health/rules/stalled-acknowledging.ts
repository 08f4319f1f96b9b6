import { ZERO_ID } from '../../entries/entry-id.ts';
import { ratesBetween } from '../../metrics/rates.ts';
import { isGhost } from './ghosts.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { entries, limitOf, name } from '../say.ts';

// With so few left, and one of them failing again and again, that one is the story.
const FEW = 3;
const LONG_FACTOR = 3;

/** Entries are handed out and none is acknowledged. */
export const stalledAcknowledging: HealthRule = {
  name: 'stalled-acknowledging',
  title: 'Stalled acknowledging',
  why: 'Entries are delivered but never acknowledged: they will be delivered again, and the pending list grows.',
  kind: 'trend',
  look(signs) {
    const { at, group, limits, memory, history } = signs.situation;
    if (group.pending === 0 || memory.oldestPendingId === ZERO_ID) return ruledOut(this, 'No. Nothing is pending.');
    const needed = Math.max(limits.growthMs, memory.usualHandlingMs * LONG_FACTOR);
    const still = at - memory.oldestPendingSince;
    if (still < needed) return ruledOut(this, 'No. The oldest pending entry changed within ', limitOf(needed), '.');
    if (isGhost(signs.situation)) return ruledOut(this, 'No. The oldest pending entry left the stream.');
    const worst = group.worstPending.known ? group.worstPending.value : null;
    if (worst !== null && worst.entry.deliveries >= limits.poisonDeliveries && group.pending <= FEW) {
      return ruledOut(this, 'No. What is pending is what keeps failing.');
    }
    const acked = ratesBetween(history, at - needed, at).out;
    if (!acked.known) return notKnown(this, `Not known: acknowledgements are ${acked.because}.`);
    if (acked.value > 0) return ruledOut(this, 'No. Entries are acknowledged, on average ', { rate: acked.value }, '.');
    return fired(this, {
      level: 'critical',
      evidence: [
        'Nothing was acknowledged since ',
        { clock: memory.oldestPendingSince },
        '; ',
        ...entries(group.pending),
        ' pending.',
      ],
      sentence: [
        { t: 'Nothing is acknowledged.', b: true },
        ' ',
        ...entries(group.pending, true),
        group.pending === 1 ? ' is' : ' are',
        ' pending, and none was acked since ',
        { clock: memory.oldestPendingSince },
        '.',
      ],
      clause: [name(group.group), ' stopped acknowledging'],
      advice: ['Look at the oldest pending entry and at the consumer that holds it.'],
      healthyWhen: ['Entries are acknowledged again.'],
      ...(group.oldestPending.known && group.oldestPending.value !== null
        ? { subject: { entryId: group.oldestPending.value.id } }
        : {}),
    });
  },
};
