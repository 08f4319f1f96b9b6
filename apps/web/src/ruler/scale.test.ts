import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { describe, expect, test } from 'vitest';
import { ageAtPlace, placeByEntries, placeByTime, placeOfAge } from './scale.ts';

const id = (text: string): EntryId => {
  const parsed = parseEntryId(text);
  if (parsed === undefined) throw new Error(`not an id: ${text}`);
  return parsed;
};
const HOUR = 3_600_000;

describe('scale by time', () => {
  test('the first entry is at the left edge and now at the right, in both scales', () => {
    for (const scale of ['stretch', 'linear'] as const) {
      expect(placeOfAge(2 * HOUR, 2 * HOUR, scale)).toBeCloseTo(0, 9);
      expect(placeOfAge(0, 2 * HOUR, scale)).toBe(1);
    }
  });

  test('linear halves at half the age; stretched, half the age is still near the left', () => {
    expect(placeOfAge(HOUR, 2 * HOUR, 'linear')).toBe(0.5);
    expect(placeOfAge(HOUR, 2 * HOUR, 'stretch')).toBeLessThan(0.1);
    // ln(1 + 60/2) / ln(1 + 7200/2) of the width belongs to the last minute.
    expect(placeOfAge(60_000, 2 * HOUR, 'stretch')).toBeCloseTo(1 - Math.log(31) / Math.log(3601), 9);
  });

  test('older is never further right', () => {
    for (const scale of ['stretch', 'linear'] as const) {
      const places = [0, 1, 500, 2_000, 60_000, HOUR, 2 * HOUR].map((age) => placeOfAge(age, 2 * HOUR, scale));
      expect(places).toEqual(places.toSorted((a, b) => b - a));
    }
  });

  test('ids outside the log and ids from the future stay on the ruler', () => {
    const place = placeByTime(1_000_000, id('900000-0'), 'linear');
    expect(place(id('0-0'))).toBe(0);
    expect(place(id('2000000-0'))).toBe(1);
  });

  test('a stream whose only entry is of this very moment does not divide by zero', () => {
    expect(placeByTime(5_000, id('5000-0'), 'stretch')(id('5000-0'))).toBe(1);
  });
});

describe('scale by entries', () => {
  test('without counts an id stands in proportion between first and last', () => {
    const place = placeByEntries(id('1-0'), id('11-0'), []);
    expect(place(id('1-0'))).toBe(0);
    expect(place(id('6-0'))).toBeCloseTo(0.5, 5);
    expect(place(id('11-0'))).toBe(1);
  });

  test('a counted position stands where its count says, and its neighbours around it', () => {
    const place = placeByEntries(id('0-1'), id('1000-0'), [{ id: id('10-0'), place: 0.5 }]);
    expect(place(id('10-0'))).toBeCloseTo(0.5, 5);
    expect(place(id('5-0'))).toBeLessThan(0.5);
    expect(place(id('505-0'))).toBeCloseTo(0.75, 2);
  });

  test('ids at the very end of the 64-bit range keep their order', () => {
    const max = '18446744073709551615';
    const place = placeByEntries(id(`${max}-1`), id(`${max}-${max}`), []);
    expect(place(id(`${max}-9223372036854775808`))).toBeCloseTo(0.5, 5);
    expect(place(id('0-0'))).toBe(0);
  });

  test('one entry alone is at the right edge', () => {
    expect(placeByEntries(id('5-5'), id('5-5'), [])(id('5-5'))).toBe(1);
  });
});

test.each(['stretch', 'linear'] as const)('an age that was placed comes back from its place, %s', (scale) => {
  for (const age of [0, 1_000, 60_000, 3_600_000])
    expect(ageAtPlace(placeOfAge(age, 7_200_000, scale, 40_000), 7_200_000, scale, 40_000)).toBeCloseTo(age, 3);
});
