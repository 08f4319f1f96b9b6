import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import { type ClaimPreview, eachWords, happenings, heldInSentence, targetLines } from './claim-view.ts';

function consumer(name: string, pending: number, level: ConsumerAnswer['level']): ConsumerAnswer {
  return {
    consumer: name,
    pending,
    idleMs: 0,
    inactiveMs: { known: false, because: 'not told' },
    lastCallAt: 0,
    lastGotWorkAt: { known: false, because: 'not told' },
    health: level === 'critical' ? 'dead' : 'active',
    level,
    reason: '',
    cells: null,
  };
}

const PREVIEW: ClaimPreview = {
  of: 'claim',
  from: [{ consumer: 'worker-7', count: 7 }],
  to: [
    { consumer: 'worker-1', gets: 4, pendingNow: 5, lastCallAt: 1, isNew: false },
    { consumer: 'worker-2', gets: 3, pendingNow: 0, lastCallAt: 1, isNew: false },
  ],
  deliveries: [
    [1, 6],
    [2, 1],
  ],
  payloadGone: 0,
  newestDeliveryAt: 0,
};

const CONSUMERS = [
  consumer('worker-7', 7, 'critical'),
  consumer('worker-1', 5, 'healthy'),
  consumer('worker-3', 2, 'healthy'),
  consumer('worker-2', 0, 'healthy'),
];

const words = (sentence: Parameters<typeof plainSentence>[0]) => plainSentence(sentence, 0);

describe('the claim of a dead consumer’s entries', () => {
  test('each consumer is shown before and after, the source last', () => {
    expect(targetLines(PREVIEW, CONSUMERS).map((line) => [line.consumer, line.before, line.after])).toEqual([
      ['worker-1', 5, 9],
      ['worker-2', 0, 3],
      ['worker-3', 2, 2],
      ['worker-7', 7, 0],
    ]);
  });

  test('a name that is no consumer yet is listed too', () => {
    const to = [{ consumer: 'rescue', gets: 7, pendingNow: 0, lastCallAt: null, isNew: true }];
    expect(targetLines({ ...PREVIEW, to }, CONSUMERS)).toContainEqual({
      consumer: 'rescue',
      answer: undefined,
      source: false,
      gets: 7,
      before: 0,
      after: 7,
    });
    expect(words(happenings({ ...PREVIEW, to }, 'keep')[0] ?? [])).toBe(
      '7 entries move from worker-7 to the new consumer rescue',
    );
  });

  test('shares that are not even say from where to where', () => {
    expect(eachWords(PREVIEW)).toBe('3 to 4 each');
    expect(eachWords(undefined)).toBe('');
  });

  test('what happens is said in counts', () => {
    expect(happenings(PREVIEW, 'add-one').map(words)).toEqual([
      '7 entries move from worker-7 to 2 consumers',
      'Their idle time restarts at 0',
      'Delivery counts go up by 1: 6 from 1 to 2, 1 from 2 to 3',
    ]);
    expect(happenings(PREVIEW, 'keep').map(words)[2]).toBe('Delivery counts stay: 6 at 1, 1 at 2');
  });
});

test('the figure of a row is the one its sentence names, and none when there are several', () => {
  expect(heldInSentence([{ name: 'worker-7', b: true }, ' holds ', { n: 1_284, b: true }, ' entries'])).toBe(1_284);
  expect(heldInSentence([{ n: 2, b: true }, ' are dead and hold ', { n: 9, b: true }])).toBeNull();
  expect(heldInSentence(['Nothing'])).toBeNull();
});
