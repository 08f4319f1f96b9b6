import { expect, test } from 'vitest';
import { retryCount } from './retry-count.ts';

test.each([
  [0, '0'],
  [7, '7'],
  [2 ** 53 + 2, '9007199254740994'],
  [2 ** 63 - 2 ** 10, '9223372036854774784'],
  // What 2^63 - 1 becomes as a number.
  [2 ** 63, '9223372036854775807'],
])('%d deliveries', (deliveries, text) => {
  expect(retryCount(deliveries)).toBe(text);
  expect(BigInt(text)).toBeLessThan(2n ** 63n);
});
