import { afterEach, describe, expect, test } from 'vitest';
import {
  canShowThen,
  heldMoment,
  holdsMoment,
  keepMoment,
  momentOf,
  momentParam,
  notAMoment,
  parseMoment,
} from './past-moment.ts';

const AT = Date.UTC(2026, 10, 20, 14, 32, 8);

describe('the moment in an address', () => {
  test('comes back as it was written, to the millisecond where that matters', () => {
    expect(momentParam(AT)).toBe('2026-11-20T14:32:08Z');
    expect(parseMoment(momentParam(AT))).toBe(AT);
    expect(parseMoment(momentParam(AT + 7))).toBe(AT + 7);
    expect(parseMoment('2026-11-20T14:32Z')).toBe(AT - 8_000);
  });

  test.each([
    '',
    'yesterday',
    '2026-11-20',
    '2026-13-20T14:32:08Z',
    '1795-0',
    '2026-11-20T14:32:08',
    '2026-02-30T00:00:00Z',
    '2027-02-29T12:00Z',
    '2026-11-20T24:00:00Z',
  ])('%s is none', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });

  test('may be the 29th of February where there is one', () => {
    expect(parseMoment('2028-02-29T12:00Z')).toBe(Date.UTC(2028, 1, 29, 12));
  });

  test('of an open dialog is not the page’s', () => {
    expect(momentOf({ at: momentParam(AT) })).toBe(AT);
    expect(momentOf({ at: momentParam(AT), do: 'move' })).toBeUndefined();
    expect(momentOf({})).toBeUndefined();
  });
});

describe('what stands where a moment belongs', () => {
  test('is told apart from a moment, from nothing, and from what a dialog calls so', () => {
    expect(notAMoment({ at: 'yesterday' })).toBe('yesterday');
    expect(notAMoment({ at: momentParam(AT) })).toBeUndefined();
    expect(notAMoment({ at: '' })).toBeUndefined();
    expect(notAMoment({})).toBeUndefined();
    expect(notAMoment({ at: '1795-0', do: 'move' })).toBeUndefined();
  });
});

describe('pages that share an address with pages of the past', () => {
  test.each(['/c/$conn/', '/c/$conn/groups', '/c/$conn/s/$stream/tabs/trim', '/c/$conn/s/$stream/g/$group/'])(
    '%s is shown at a moment',
    (route) => {
      expect([holdsMoment(route), canShowThen(route)]).toEqual([true, true]);
    },
  );

  test.each([
    '/c/$conn/s/$stream/tabs/activity',
    '/c/$conn/s/$stream/g/$group/activity',
    '/c/$conn/s/$stream/g/$group/rules',
  ])('%s shows now alone, and keeps the moment for the others', (route) => {
    expect([holdsMoment(route), canShowThen(route)]).toEqual([true, false]);
  });

  test.each(['/c/$conn/audit', '/c/$conn/trim-policies/$policy', ''])('%s has none', (route) => {
    expect([holdsMoment(route), canShowThen(route)]).toEqual([false, false]);
  });
});

const follow = (search: { at?: string | undefined; do?: string | undefined }) =>
  keepMoment({ search: {}, next: () => search });

describe('links on a page of the past', () => {
  afterEach(() => {
    heldMoment.text = '';
  });

  test('lead to the past, and those that say so to now', () => {
    expect(follow({})).toEqual({});
    heldMoment.text = momentParam(AT);
    expect(follow({})).toEqual({ at: momentParam(AT) });
    expect(follow({ at: undefined })).toEqual({ at: undefined });
    expect(follow({ at: 'x' })).toEqual({ at: 'x' });
  });

  test('give a dialog no moment: what it calls so is its own', () => {
    heldMoment.text = momentParam(AT);
    expect(follow({ do: 'move' })).toEqual({ do: 'move' });
    expect(follow({ do: '' })).toEqual({ do: '', at: momentParam(AT) });
  });
});
