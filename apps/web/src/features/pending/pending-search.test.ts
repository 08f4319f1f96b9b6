import { describe, expect, test } from 'vitest';
import { filterOf, isFiltered, paramsOf } from './pending-search.ts';

describe('filters of the pending list in the address', () => {
  test('come back as they were written', () => {
    const params = { consumer: 'worker-7', idle: '45m..', deliveries: '5..' };
    expect(paramsOf(filterOf(params))).toEqual(params);
  });

  test('no filter leaves nothing in the address', () => {
    expect(isFiltered(filterOf({}))).toBe(false);
    expect(Object.values(paramsOf(filterOf({}))).every((value) => value === undefined)).toBe(true);
  });

  test('what cannot be read is no filter', () => {
    expect(isFiltered(filterOf({ idle: 'soon', deliveries: 'many' }))).toBe(false);
    expect(isFiltered(filterOf({ deliveries: '0..' }))).toBe(false);
  });
});
