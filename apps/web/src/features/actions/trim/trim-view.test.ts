import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { oldestNeeded, trimFacts, type TrimPreview, trimStatement } from './trim-view.ts';

const PREVIEW: TrimPreview = {
  of: 'trim',
  length: 1_526_400,
  firstId: '1795180000000-0',
  lastId: '1795187200000-0',
  bound: { known: true, value: '1795185000000-0' },
  unguardedBound: null,
  keeps: 300_000,
  freesBytes: { known: true, value: 318_000_000 },
  heldBy: null,
};

function plan(count: number, exact = true): ReadyPlan {
  return {
    state: 'ready',
    planId: 'p',
    fingerprint: 'f',
    kind: 'trim',
    title: '',
    expiresAt: 0,
    seenAt: 0,
    affects: { count, exact },
    groups: [],
    warnings: [],
    commands: [],
    preview: PREVIEW,
    confirm: { risk: 3, label: '', typeName: 'orders', reasonNeeded: false },
    doneBefore: false,
    refusal: null,
  };
}

describe('what a trim would do', () => {
  test('is one sentence', () => {
    expect(trimStatement(plan(1_226_400), PREVIEW)).toBe('Would remove 1.2 M of 1.5 M entries and free about 318 MB');
    expect(trimStatement(plan(0), PREVIEW)).toBe('Nothing would be removed');
  });

  test('says that the guard holds it back, all of it or the rest', () => {
    expect(trimStatement(plan(0), { ...PREVIEW, heldBy: 'warehouse' })).toContain('the guard holds it back');
    expect(trimStatement(plan(9), { ...PREVIEW, heldBy: 'warehouse' })).toContain('holds back the rest');
  });

  test('says about where it is about, and unknown where it is unknown', () => {
    expect(trimStatement(plan(9, false), PREVIEW)).toContain('about 9 of');
    const facts = trimFacts(
      plan(9),
      { ...PREVIEW, freesBytes: { known: false, because: 'MEMORY USAGE is denied' } },
      true,
      () => '14:08:33',
    );
    expect(facts.map(({ value }) => value)).toEqual(['9', '300,000', '14:08:33', 'unknown']);
    expect(facts[3]?.unknown).toBe('MEMORY USAGE is denied');
  });

  test('ids that are not times are shown as ids', () => {
    expect(trimFacts(plan(9), PREVIEW, false, () => '')[2]?.value).toBe('1795185000000-0');
  });
});

test('a group needs the older of its oldest pending and its oldest unread entry', () => {
  const ruler: RulerAnswer = {
    at: 0,
    firstId: '1-0',
    lastId: '9-0',
    idsAreTimes: false,
    length: 9,
    groups: [
      {
        group: 'receipts',
        position: '7-0',
        oldestUnreadId: { known: true, value: '8-0' },
        unread: { known: false, because: '' },
        pending: 1,
        marks: [{ id: '3-0', idleMs: 0 }],
        marksComplete: true,
        lost: { known: true, value: 0 },
      },
    ],
    neededFrom: { known: true, value: null },
    safeToTrim: { known: false, because: '' },
  };
  expect(oldestNeeded(ruler, 'receipts')).toBe('3-0');
  expect(oldestNeeded(ruler, 'nobody')).toBeUndefined();
});
