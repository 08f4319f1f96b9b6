import { expect, test } from 'vitest';
import { plainSentence } from '../wire/plain-sentence.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { Level } from './status.ts';
import { verdict } from './verdict.ts';

function said(levels: Partial<Record<Level, number>>, clauses: Sentence[] = []): [string, string] {
  const counts = { critical: 0, warning: 0, unknown: 0, healthy: 0, idle: 0, ...levels };
  const { title, subtitle } = verdict(counts, clauses);
  return [plainSentence(title, 0), plainSentence(subtitle, 0)];
}

const STUCK: Sentence = [{ n: 1284 }, ' entries are stuck behind the dead consumer ', { name: 'worker-7' }];
const FALLS: Sentence = [{ name: 'fulfilment' }, ' falls further behind every second'];
const POISON: Sentence = ['an entry keeps failing in ', { name: 'ledger' }];

test('names the two worst of those in trouble', () => {
  expect(said({ critical: 2, warning: 2, unknown: 1, idle: 2, healthy: 16 }, [STUCK, FALLS, POISON])).toEqual([
    '4 of 23 groups need attention',
    '1,284 entries are stuck behind the dead consumer worker-7, and fulfilment falls further behind every second.',
  ]);
});

test('begins with a capital, but never changes a name', () => {
  expect(said({ warning: 1, healthy: 2 }, [POISON])[1]).toBe('An entry keeps failing in ledger.');
  expect(said({ critical: 1, healthy: 2 }, [FALLS])).toEqual([
    '1 of 3 groups needs attention',
    'fulfilment falls further behind every second.',
  ]);
});

test.each([
  [{ healthy: 21, idle: 2 }, 'All 23 groups keep up', 'Nothing is stuck and nothing is growing.'],
  [{ healthy: 1 }, 'The only group keeps up', 'Nothing is stuck and nothing is growing.'],
  [{ healthy: 2, unknown: 1 }, '2 of 3 groups keep up', 'Unread is not known for 1 group.'],
  [{ unknown: 2 }, 'Unread is not known', 'Unread is not known for 2 groups.'],
  [{}, 'No groups yet', 'Groups appear here as soon as a stream has one.'],
])('%o: "%s"', (levels, title, subtitle) => {
  expect(said(levels)).toEqual([title, subtitle]);
});

test('one group that is in trouble is called the only one', () => {
  expect(said({ critical: 1 }, [STUCK])[0]).toBe('The only group needs attention');
});
