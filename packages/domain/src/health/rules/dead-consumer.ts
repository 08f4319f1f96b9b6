import type { Calls } from '../calls.ts';
import type { ConsumerObservation } from '../../consumers/consumer-observation.ts';
import { fired, notKnown, ruledOut, type HealthRule, type Look } from '../rule.ts';
import { consumers, entries, limitOf, name } from '../say.ts';
import type { Signs } from '../signs.ts';

/** A consumer holds entries and has stopped calling. */
export const deadConsumer: HealthRule = {
  name: 'dead-consumer',
  title: 'Dead consumer',
  why: 'What a dead consumer holds is handed to nobody else until someone claims it.',
  kind: 'fact',
  look(signs) {
    const { group, limits } = signs.situation;
    if (group.pending === 0) return ruledOut(this, 'No. Nothing is pending, so no consumer holds anything.');
    if (!signs.calls.known) return notKnown(this, `Not known: ${signs.calls.because}.`);
    const calls = signs.calls.value;
    if (calls.worst !== undefined)
      return calls.dead === 1 ? oneDead(signs, calls, calls.worst) : manyDead(signs, calls, calls.worst);
    if (calls.unsure !== undefined) {
      return notKnown(
        this,
        name(calls.unsure.consumer),
        ' got nothing for ',
        { age: calls.unsure.lastCallAt },
        ' and ',
        ...holds(calls.unsure.pending),
        '. This server does not show calls that get nothing.',
      );
    }
    if (calls.total === 0) return ruledOut(this, 'No. The group has no consumers.');
    return ruledOut(this, 'No. Every consumer that holds entries called within ', limitOf(limits.callMs), '.');
  },
};

function oneDead(signs: Signs, calls: Calls, dead: ConsumerObservation): Look {
  const { limits } = signs.situation;
  const rest: string =
    calls.total === 1
      ? ' It is the only consumer of this group.'
      : ` No other consumer will get ${calls.held === 1 ? 'it' : 'them'} until someone claims ${calls.held === 1 ? 'it' : 'them'}.`;
  return fired(deadConsumer, {
    level: 'critical',
    evidence: [name(dead.consumer), ...silence(calls, dead), ', limit is ', limitOf(limits.callMs), '.'],
    sentence: [
      name(dead.consumer, true),
      { t: ' is dead.', b: true },
      ' It',
      ...silence(calls, dead),
      ' and still holds ',
      ...entries(calls.held, true),
      '.',
      rest,
    ],
    clause: [
      ...entries(calls.held),
      calls.held === 1 ? ' is' : ' are',
      ' stuck behind the dead consumer ',
      name(dead.consumer),
    ],
    advice: ['Claim what ', name(dead.consumer), ' holds for a consumer that is alive.'],
    healthyWhen: [name(dead.consumer), ' calls again, or holds nothing any more.'],
    subject: { consumer: dead.consumer },
  });
}

function manyDead(signs: Signs, calls: Calls, worst: ConsumerObservation): Look {
  const { limits } = signs.situation;
  const all = calls.dead === calls.total;
  return fired(deadConsumer, {
    level: 'critical',
    evidence: [
      ...consumers(calls.dead),
      ' of ',
      { n: calls.total },
      ' made no call for over ',
      limitOf(limits.callMs),
      ' and hold ',
      ...entries(calls.held),
      '; ',
      name(worst.consumer),
      ' holds most, ',
      { n: worst.pending },
      '.',
    ],
    sentence: [
      { t: all ? 'All ' : '', b: true },
      { n: calls.dead, b: true },
      { t: ' consumers are dead.', b: true },
      ' They hold ',
      ...entries(calls.held, true),
      '; ',
      name(worst.consumer),
      ' holds most and was last heard ',
      { age: worst.lastCallAt },
      ' ago.',
    ],
    clause: [...entries(calls.held), ' are stuck behind ', { n: calls.dead }, ' dead consumers'],
    advice: all
      ? ['Start a consumer, then claim what the dead ones hold.']
      : ['Claim what they hold for consumers that are alive.'],
    healthyWhen: ['Each of them calls again, or holds nothing any more.'],
    subject: { consumer: worst.consumer },
  });
}

// Up to Redis 7.0 a call that got nothing leaves no trace, so no more is said than is known.
function silence(calls: Calls, consumer: ConsumerObservation) {
  const age = { age: consumer.lastCallAt };
  return calls.attemptsSeen ? [' made no call for ', age] : [' took nothing for ', age, ' while entries were there'];
}

function holds(n: number) {
  return ['holds ', ...entries(n)];
}
