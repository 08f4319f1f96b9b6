import { expect, test } from 'vitest';
import { SETTABLE_LIMITS } from './limit-rules.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { isTime, LIMIT_SENTENCES, limitValue, limitWords } from './limit-words.ts';

test('limits are told in words, with their unit', () => {
  expect(limitWords({ callMs: 30_000, batchEveryMs: 300_000 })).toBe('calls within 30 s, batches every 5 m');
  expect(limitWords({ poisonDeliveries: 7, slowFactor: undefined })).toBe('deliveries up to 7');
  expect(limitWords({})).toBe('');
});

test('a batch that is not set is judged by its pauses', () => {
  expect(limitValue('batchEveryMs', 0)).toBe('by its pauses');
  expect(limitValue('poisonDeliveries', 5)).toBe('5');
});

test('every limit has a sentence, and its default reads well', () => {
  for (const limit of SETTABLE_LIMITS) {
    expect(LIMIT_SENTENCES[limit][0]).toMatch(/^[A-Z]/);
    expect(limitValue(limit, DEFAULT_LIMITS[limit])).toMatch(isTime(limit) ? /^\d+ [smhd]|^by its pauses$/ : /^\d+$/);
  }
});
