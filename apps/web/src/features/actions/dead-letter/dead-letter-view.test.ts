import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { expect, test } from 'vitest';
import { deadLetterHappenings, type DeadLetterPreview } from './dead-letter-view.ts';

const preview: DeadLetterPreview = {
  of: 'dead-letter',
  from: [{ consumer: 'ledger-2', count: 1 }],
  deliveries: [[17, 1]],
  payloadGone: 0,
  oldestId: '1-0',
  newestId: '1-0',
  to: 'payments:events:dlq',
  targetLength: null,
  otherGroups: ['fraud'],
  oneStep: true,
};
const said = (over: Partial<DeadLetterPreview> = {}) =>
  deadLetterHappenings({ ...preview, ...over }, 'ledger').map((sentence) => plainSentence(sentence, 0));

test('says where one entry goes, what it leaves, and who still has it', () => {
  expect(said()).toEqual([
    '1 entry goes to payments:events:dlq, which is created, with all fields, where it came from and why',
    'It leaves the pending list of ledger, held by ledger-2',
    'It stays in the stream for fraud',
    'Delivered 17 times so far',
  ]);
});

test('of several it counts consumers, groups and deliveries', () => {
  const several = said({
    from: [
      { consumer: 'a', count: 2 },
      { consumer: 'b', count: 1 },
    ],
    deliveries: [
      [5, 2],
      [1, 1],
    ],
    targetLength: 3,
    otherGroups: ['x', 'y', 'z'],
  });
  expect(several[0]).toContain('3 entries go to payments:events:dlq, with all fields');
  expect(several[1]).toBe('They leave the pending list of ledger, held by 2 consumers');
  expect(several[2]).toBe('They stay in the stream for x and 2 more groups');
  expect(several[3]).toBe('Delivered 1 to 5 times so far');
  expect(said({ otherGroups: [], deliveries: [] })[2]).toBe('It stays in the stream');
});
