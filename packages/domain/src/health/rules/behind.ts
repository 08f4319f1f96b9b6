import { isShrinking } from './catching-up.ts';
import { fired, notKnown, readsInBatches, ruledOut, type HealthRule } from '../rule.ts';
import { inAndOut, limitOf, name } from '../say.ts';

/** Behind its limit and staying there. */
export const behind: HealthRule = {
  name: 'behind',
  title: 'Behind',
  why: 'The group reads as fast as entries come in, but late, and stays late.',
  kind: 'trend',
  look(signs) {
    const { at, group, limits, memory } = signs.situation;
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread.');
    if (group.consumers === 0) return ruledOut(this, 'No. The group has no consumers.');
    if (!signs.behind.known) return notKnown(this, `Not known: ${signs.behind.because}.`);
    if (memory.behindSince === 0)
      return ruledOut(this, 'No. Behind is ', { ms: signs.behind.value }, ', limit is ', limitOf(limits.behindMs), '.');
    if (signs.batch !== undefined) return readsInBatches(this, signs.batch);
    if (at - memory.behindSince < limits.behindForMs)
      return ruledOut(this, 'No. Over its limit for less than ', limitOf(limits.behindForMs), '.');
    if (isShrinking(signs)) return ruledOut(this, 'No. Unread shrinks.');
    const since = at - signs.behind.value;
    return fired(this, {
      level: 'warning',
      evidence: [
        'Behind is ',
        { age: since },
        ', limit is ',
        limitOf(limits.behindMs),
        ', for over ',
        limitOf(limits.behindForMs),
        '.',
      ],
      sentence: [
        name(group.group, true),
        { t: ' is ', b: true },
        { age: since, b: true },
        { t: ' behind', b: true },
        ' and stays there. ',
        ...inAndOut(signs),
      ],
      clause: [name(group.group), ' is behind and stays there'],
      advice: ['Add consumers to ', name(group.group), ' if it must be closer to now.'],
      healthyWhen: ['Behind is under ', limitOf(limits.behindMs), ', or nothing is unread.'],
    });
  },
};
