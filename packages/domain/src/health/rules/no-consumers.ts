import { fired, notKnown, readsInBatches, ruledOut, type HealthRule } from '../rule.ts';
import { consumers, entries, limitOf, name } from '../say.ts';
import type { Signs } from '../signs.ts';

/** Entries wait and nobody is there to read them. */
export const noConsumers: HealthRule = {
  name: 'no-consumers',
  title: 'No consumers',
  why: 'Entries wait in a group that nobody reads.',
  kind: 'fact',
  look(signs) {
    const { group, limits, memory } = signs.situation;
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread.');
    if (signs.unread === null) return notKnown(this, 'Not known: unread is not known.');
    if (signs.batch !== undefined) return readsInBatches(this, signs.batch);
    if (group.consumers === 0) return nobody(signs, signs.unread);
    if (!signs.calls.known) return notKnown(this, `Not known: ${signs.calls.because}.`);
    const calls = signs.calls.value;
    if (calls.late < calls.total || calls.total === 0)
      return ruledOut(
        this,
        'No. ',
        ...consumers(calls.total - calls.late),
        ' of ',
        { n: calls.total },
        ' called within ',
        limitOf(limits.callMs),
        '.',
      );
    const overdue = signs.behind.known ? signs.behind.value : signs.at - memory.unreadSince;
    if (overdue <= limits.callMs) return ruledOut(this, 'No. What is unread came only just now.');
    return fired(this, {
      level: 'critical',
      evidence: [
        'None of ',
        ...consumers(calls.total),
        ' made a call for ',
        { age: calls.newestCall },
        ', limit is ',
        limitOf(limits.callMs),
        '.',
      ],
      sentence: [
        { t: 'Nobody reads.', b: true },
        calls.total === 1 ? ' The only consumer' : ' The last of ',
        ...(calls.total === 1 ? [] : consumers(calls.total)),
        ' called ',
        { age: calls.newestCall },
        ' ago, and ',
        ...entries(signs.unread, true),
        signs.unread === 1 ? ' waits unread.' : ' wait unread.',
      ],
      clause: ['nobody reads ', name(group.group)],
      advice: ['Start a consumer of ', name(group.group), '.'],
      healthyWhen: ['A consumer of ', name(group.group), ' calls.'],
    });
  },
};

// A group made ahead of its consumers, or kept for a review by hand on a quiet stream, is no trouble yet.
function nobody(signs: Signs, unread: number) {
  const { group, limits, memory } = signs.situation;
  const waits = signs.behind.known ? signs.behind.value : signs.at - memory.unreadSince;
  const flows = signs.in.known && signs.in.value > 0;
  const critical = flows && waits > limits.callMs && signs.at - memory.movedAt > limits.callMs / 2;
  return fired(noConsumers, {
    level: critical ? 'critical' : 'idle',
    evidence: ['The group has no consumers and ', ...entries(unread), ' unread.'],
    sentence: critical
      ? [
          { t: 'Nobody reads.', b: true },
          ' The group has no consumers, ',
          ...entries(unread, true),
          unread === 1 ? ' waits' : ' wait',
          ' and more come in.',
        ]
      : [
          { t: 'The group has no consumers.', b: true },
          ' ',
          ...entries(unread),
          unread === 1 ? ' waits unread.' : ' wait unread.',
        ],
    clause: ['nobody reads ', name(group.group)],
    advice: ['Start a consumer of ', name(group.group), ', or remove the group if nobody needs it.'],
    healthyWhen: ['A consumer of ', name(group.group), ' calls.'],
  });
}
