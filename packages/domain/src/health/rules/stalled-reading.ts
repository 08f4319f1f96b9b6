import { fired, notKnown, readsInBatches, ruledOut, type HealthRule } from '../rule.ts';
import { consumers, entries, limitOf, name } from '../say.ts';

/** Consumers call, entries wait, and the position stands still. */
export const stalledReading: HealthRule = {
  name: 'stalled-reading',
  title: 'Stalled reading',
  why: 'Consumers are alive but ask for no new entries, so unread ones wait.',
  kind: 'trend',
  look(signs) {
    const { group, limits, memory } = signs.situation;
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread.');
    const still = Math.min(signs.at - memory.movedAt, memory.unreadSince === 0 ? 0 : signs.at - memory.unreadSince);
    if (still < limits.growthMs)
      return ruledOut(this, 'No. The position moved, or nothing waited, within ', limitOf(limits.growthMs), '.');
    if (signs.unread === null) return notKnown(this, 'Not known: unread is not known.');
    if (signs.batch !== undefined) return readsInBatches(this, signs.batch);
    if (!signs.calls.known) return notKnown(this, `Not known: ${signs.calls.because}.`);
    const alive = signs.calls.value.total - signs.calls.value.late;
    if (alive === 0) return ruledOut(this, 'No. No consumer is there to read.');
    return fired(this, {
      level: 'critical',
      evidence: [
        'The position stands since ',
        { clock: memory.movedAt },
        ' with ',
        ...entries(signs.unread),
        ' unread; ',
        ...consumers(alive),
        ' called within ',
        limitOf(limits.callMs),
        '.',
      ],
      sentence: [
        { t: 'Nobody takes new entries.', b: true },
        ' The position stands since ',
        { clock: memory.movedAt },
        ' while ',
        ...entries(signs.unread, true),
        signs.unread === 1 ? ' waits' : ' wait',
        '; ',
        ...consumers(alive),
        alive === 1 ? ' is alive.' : ' are alive.',
      ],
      clause: [name(group.group), ' stopped reading'],
      advice: ['Look at what the consumers do: they call, but ask for no new entries.'],
      healthyWhen: ['The position moves.'],
    });
  },
};
