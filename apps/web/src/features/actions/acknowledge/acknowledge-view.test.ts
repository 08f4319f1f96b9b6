import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import { acknowledgeHappenings, plainConsequence } from './acknowledge-view.ts';

describe('acking by hand', () => {
  test('says that nobody processed the entry', () => {
    expect(plainConsequence('present', 1)).toContain('was not processed by anybody. It leaves the pending list');
    expect(plainConsequence('present', 3)).toContain('They leave the pending list');
  });

  test('of entries without payload says why it is right', () => {
    expect(plainConsequence('gone', 2)).toContain('Nobody can process them any more');
  });

  test('tells what happens in counts', () => {
    const sentences = acknowledgeHappenings({
      of: 'acknowledge',
      from: [{ consumer: 'worker-7', count: 3 }],
      deliveries: [
        [1, 2],
        [17, 1],
      ],
      payloadGone: 0,
      oldestId: '1-0',
      newestId: '3-0',
    }).map((sentence) => plainSentence(sentence, 0));
    expect(sentences).toEqual([
      '3 entries leave the pending list of worker-7',
      'They stay in the stream; other groups are not touched',
      'Delivered so far: 2 once, 1 × 17',
    ]);
  });
});
