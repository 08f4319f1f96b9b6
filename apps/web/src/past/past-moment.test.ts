import { afterEach, describe, expect, test } from 'vitest';
import { heldMoment, keepMoment, momentOf, momentParam, notAMoment, parseMoment } from './past-moment.ts';

const AT = Date.UTC(2026, 10, 20, 14, 32, 8);

describe('the moment in an address', () => {
  test('comes back as it was written, to the millisecond where that matters', () => {
    expect(momentParam(AT)).toBe('2026-11-20T14:32:08Z');
    expect(parseMoment(momentParam(AT))).toBe(AT);
    expect(parseMoment(momentParam(AT + 7))).toBe(AT + 7);
    expect(parseMoment('2026-11-20T14:32Z')).toBe(AT - 8_000);
  });

  test.each(['', 'yesterday', '2026-11-20', '2026-13-20T14:32:08Z', '1795-0', '2026-11-20T14:32:08'])(
    '%s is none',
    (text) => {
      expect(parseMoment(text)).toBeUndefined();
    },
  );

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

const follow = (search: { at?: string | undefined }) => keepMoment({ search: {}, next: () => search });

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
});
