import { expect, test } from 'vitest';
import { MAX_ID, ZERO_ID, type EntryId } from './entry-id.ts';
import { IDS_ARE_NOT_TIMES, idAhead, timeInId } from './id-time.ts';

const NOW = 1_795_271_528_912;
const DAY = 86_400_000;

function idAt(ms: number | string): EntryId {
  return `${ms}-0` as EntryId;
}

test('the time in an id is its milliseconds', () => {
  expect(timeInId(idAt(NOW - 5000), NOW)).toEqual({ known: true, value: NOW - 5000 });
  expect(idAhead(idAt(NOW - 5000), NOW)).toBe(false);
});

test.each([ZERO_ID, idAt(7), idAt(1_262_303_999_999), idAt(NOW + DAY + 1), idAt('175928847299117063'), MAX_ID])(
  'id %s is no time',
  (id) => {
    expect(timeInId(id, NOW)).toEqual({ known: false, because: IDS_ARE_NOT_TIMES });
    expect(idAhead(id, NOW)).toBe(false);
  },
);

test('an id ahead of the clock counts as now and is flagged', () => {
  expect(timeInId(idAt(NOW + DAY), NOW)).toEqual({ known: true, value: NOW });
  expect(idAhead(idAt(NOW + DAY), NOW)).toBe(true);
  expect(timeInId(idAt(1_262_304_000_000), NOW).known).toBe(true);
});
