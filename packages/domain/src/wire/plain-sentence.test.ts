import { expect, test } from 'vitest';
import { plainSentence } from './plain-sentence.ts';

test('every part becomes the words on screen', () => {
  const now = 1_795_271_528_912;
  const text = plainSentence(
    [
      { name: 'worker-7', b: true },
      { t: ' is dead', b: true },
      ': ',
      { n: 1_284_000 },
      ' held, ',
      { rate: 86 },
      ', limit ',
      { ms: 60_000 },
      ', silent for ',
      { age: now - 2_824_000 },
      ' since ',
      { clock: now - 2_824_000 },
      '.',
    ],
    now,
  );
  expect(text).toBe('worker-7 is dead: 1,284,000 held, 86/s, limit 1 m 00 s, silent for 47 m since 13:45:04.');
});
