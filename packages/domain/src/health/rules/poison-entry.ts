import { compareEntryIds } from '../../entries/entry-id.ts';
import { timeInId } from '../../entries/id-time.ts';
import type { WorstPending } from '../../groups/group-observation.ts';
import type { Sentence } from '../../wire/sentence.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { entries, name } from '../say.ts';
import type { Signs } from '../signs.ts';

/** An entry is delivered again and again. Only the worst of those looked at is known, so it is not called the only one. */
export const poisonEntry: HealthRule = {
  name: 'poison-entry',
  title: 'Poison entry',
  why: 'An entry that no consumer can work on is delivered again and again and costs work each time.',
  kind: 'fact',
  look(signs) {
    const { group, limits } = signs.situation;
    if (group.pending === 0) return ruledOut(this, 'No. Nothing is pending.');
    if (!group.worstPending.known) return notKnown(this, `Not known: ${group.worstPending.because}.`);
    const worst = group.worstPending.value;
    if (worst === null) return ruledOut(this, 'No. Nothing is pending.');
    if (isGone(signs, worst)) return ruledOut(this, 'No. What was delivered most often left the stream.');
    if (!isPoison(signs, worst))
      return ruledOut(
        this,
        'No. Most deliveries of ',
        ...lookedAt(worst, group.pending),
        ' is ',
        { n: worst.entry.deliveries },
        ', limit is ',
        { n: limits.poisonDeliveries },
        '.',
      );
    const { deliveries, id, consumer } = worst.entry;
    const holders = Math.max(1, worst.holders.length);
    const flows = signs.out.known && signs.out.value > 0;
    return fired(this, {
      level: 'warning',
      evidence: [
        name(id),
        ' was delivered ',
        { n: deliveries },
        ' times',
        ...(deliveries < limits.poisonDeliveries ? [] : [', limit is ', { n: limits.poisonDeliveries }]),
        '; last to ',
        name(consumer === '' ? 'nobody' : consumer),
        '.',
      ],
      sentence: [
        { t: 'An entry keeps failing.', b: true },
        ' It was delivered ',
        { n: deliveries, b: true },
        { t: ' times', b: true },
        ' to ',
        { n: holders },
        holders === 1 ? ' consumer' : ' consumers',
        ' and never acked.',
        flows ? ' The group goes on with others.' : '',
      ],
      clause: ['an entry keeps failing in ', name(group.group)],
      advice: ['Read the entry, then decide whether it can ever succeed.'],
      healthyWhen: [name(id), ' is acknowledged or put aside, and so is any other that was delivered so often.'],
      subject: { entryId: id },
    });
  },
};

// Re-reading the pending list raises the count within seconds, so the count alone does not convict: not while one
// consumer alone has it for less than the time it may be silent.
function isPoison(signs: Signs, { entry, holders }: WorstPending): boolean {
  const { limits, memory } = signs.situation;
  const added = timeInId(entry.id, signs.at);
  const age = added.known ? signs.at - added.value : Infinity;
  if (age < limits.slowFloorMs) return false;
  const many = entry.deliveries >= limits.poisonDeliveries;
  if (many && (holders.length > 1 || age >= limits.callMs)) return true;
  if (entry.deliveries >= limits.poisonHolders && holders.length >= limits.poisonHolders) return true;
  // Old and tried more than once; without a usual time, or with ids that are no times, only the count can tell.
  const usual = memory.usualHandlingMs;
  return (
    entry.deliveries >= 3 && added.known && usual > 0 && age > Math.max(usual * limits.poisonAgeFactor, limits.callMs)
  );
}

function isGone({ situation: { stream } }: Signs, { entry }: WorstPending): boolean {
  if (!stream.ends.known) return false;
  const { firstId } = stream.ends.value;
  return firstId === null ? stream.length === 0 : compareEntryIds(entry.id, firstId) < 0;
}

function lookedAt(worst: WorstPending, pending: number): Sentence {
  return worst.lookedAt >= pending ? ['any entry'] : ['the ', ...entries(worst.lookedAt), ' looked at'];
}
