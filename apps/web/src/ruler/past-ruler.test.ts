import { expect, test } from 'vitest';
import { groupRow, streamRow } from '../live/test-rows.ts';
import { pastRuler } from './past-ruler.ts';

const AT = 1_795_262_400_000;
const ENDS = { length: 3, firstId: `${AT - 9_000}-0`, lastId: `${AT}-0`, firstAt: AT - 9_000, lastAt: AT };

test('the lanes of then stand where the groups stood', () => {
  const group = groupRow({ group: 'g', position: `${AT - 5_000}-2`, unread: 2, oldestUnreadAt: AT - 4_000 });
  const ruler = pastRuler(streamRow(ENDS), [group], AT);
  expect(ruler).toMatchObject({ at: AT, idsAreTimes: true, length: 3 });
  expect(ruler?.groups[0]).toMatchObject({
    position: `${AT - 5_000}-2`,
    oldestUnreadId: { known: true, value: `${AT - 4_000}-0` },
    marks: [],
    marksComplete: true,
  });
});

test('where positions or ends were not kept there is none', () => {
  expect(pastRuler(streamRow(ENDS), [groupRow({ position: '' })], AT)).toBeUndefined();
  expect(pastRuler(streamRow({ ...ENDS, firstId: null }), [], AT)).toBeUndefined();
});
