import { expect, test } from 'vitest';
import { xpendingRowsFrom } from './xpending.ts';

const b = (text: string): Buffer => Buffer.from(text);

test('rows have readable consumers, and entries nobody holds are not younger than now', () => {
  expect(
    xpendingRowsFrom([
      [b('1-0'), b('worker-1'), 1_500, 3],
      [b('18446744073709551615-1'), Buffer.from([0xff]), 0, 2 ** 63],
      [b('3-0'), b(''), -1, 1],
    ]),
  ).toEqual([
    { id: '1-0', consumer: 'worker-1', idleMs: 1_500, deliveries: 3 },
    { id: '18446744073709551615-1', consumer: '\\xff', idleMs: 0, deliveries: 2 ** 63 },
    { id: '3-0', consumer: '', idleMs: 0, deliveries: 1 },
  ]);
});

test.each([[null], [b('x')], [[[b('1-0'), b('c'), b('1'), 1]]], [[[b('+'), b('c'), 1, 1]]], [[1]]])(
  'another shape is not taken for rows: %j',
  (reply) => {
    expect(xpendingRowsFrom(reply)).toBeUndefined();
  },
);
