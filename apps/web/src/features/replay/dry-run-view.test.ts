import { known, unknown } from '@weir/domain/known/known';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { describe, expect, test } from 'vitest';
import { barsOf, factsOf, previewOf, sampleColumns, sliceMs, statementOf } from './dry-run-view.ts';
import { keepsUpNote, targetNote } from './target-view.ts';

type ReplayPreview = NonNullable<ReturnType<typeof previewOf>>;

function plan(count: number, over: Partial<ReplayPreview> = {}, exact = true): ReadyPlan {
  return {
    state: 'ready',
    planId: 'p',
    fingerprint: 'f',
    kind: 'replay',
    title: 'Copy',
    expiresAt: 0,
    seenAt: 0,
    affects: { count, exact },
    groups: [],
    warnings: [],
    commands: [],
    preview: {
      of: 'replay',
      inRange: known(309_600),
      histogram: [],
      sample: [],
      bytes: known(27_000_000),
      from: '0-1',
      until: '9-0',
      targetLength: 0,
      ...over,
    },
    confirm: { risk: 1, label: 'Copy', typeName: null, reasonNeeded: false },
    doneBefore: false,
    refusal: null,
  };
}

const shares = (count: number) => factsOf(plan(count)).find(({ label }) => label === 'Of it matching')?.value;
const grows = (targetLength: number | null) =>
  factsOf(plan(10, { targetLength })).find(({ label }) => label === 'Target grows');
const reader = (group: string, outPerSecond: number | null) => ({
  stream: 'again',
  group,
  consumers: 3,
  outPerSecond,
});

describe('a dry run', () => {
  test('says what it would do and how long that takes at the chosen rate', () => {
    expect(statementOf(plan(104_212), 500)).toBe('Would copy 104,212 entries in about 3 m 28 s.');
    expect(statementOf(plan(5_000_000, {}, false), 500)).toMatch(/^Would copy about 5,000,000 entries in about 2 h/);
    expect(statementOf(plan(1), 500)).toBe('Would copy 1 entry in < 0.1 s.');
    expect(statementOf(plan(0), 500)).toBe('Would copy nothing.');
  });

  test('shows what matches as a share that is only all when it is', () => {
    expect(shares(104_212)).toBe('34%');
    expect(shares(309_599)).toBe('99%');
    expect(shares(1)).toBe('< 1%');
    expect(shares(309_600)).toBeUndefined();
  });

  test('tells a target that is not there from one that is empty', () => {
    expect(grows(null)).toMatchObject({ before: 'not there', value: '10' });
    expect(grows(5)).toMatchObject({ before: '5', value: '15' });
  });

  test('what is not known is not zero', () => {
    const facts = factsOf(plan(10, { bytes: unknown('not read'), inRange: unknown('not counted') }));
    expect(facts.map(({ value, because }) => because ?? value)).toEqual(['not counted', '10', 'not read']);
  });

  test('draws its slices against the tallest, and nothing when there is nothing', () => {
    const histogram = [
      { from: 0, all: 4, matching: 1 },
      { from: 60_000, all: 2, matching: 2 },
    ];
    const preview = previewOf(plan(3, { histogram }));
    if (preview === null) throw new Error('no preview');
    expect(barsOf(preview)).toMatchObject({
      most: 4,
      bars: [
        { all: 1, matching: 0.25 },
        { all: 0.5, matching: 0.5 },
      ],
    });
    expect(sliceMs(preview)).toBe(60_000);
    expect(barsOf({ ...preview, histogram: [] })).toBeNull();
  });

  test('has columns for the fields most sampled entries have', () => {
    const preview = previewOf(
      plan(2, {
        sample: [
          {
            id: '1-0',
            fields: [
              ['type', 'a'],
              ['odd', '1'],
            ],
          },
          {
            id: '2-0',
            fields: [
              ['type', 'b'],
              ['type', 'c'],
            ],
          },
          { id: '3-0', fields: [['type', 'b']] },
        ],
      }),
    );
    expect(preview === null ? [] : sampleColumns(preview)).toEqual(['type']);
  });
});

describe('the readers of a target', () => {
  test('are named before anything is copied to them', () => {
    expect(targetNote('again', [reader('mail-retry', 610)])).toBe(
      '1 group with 3 consumers will read the copies as new entries.',
    );
    expect(targetNote('elsewhere', [reader('mail-retry', 610)])).toMatch(/^Nobody reads it/);
  });

  test('keep up when the slowest of them does', () => {
    const readers = [reader('mail-retry', 610), reader('slow', 20)];
    expect(keepsUpNote('again', readers, 10)).toBe('slow acks 20/s at the moment, so it keeps up.');
    expect(keepsUpNote('again', readers, 500)).toMatch(/falls behind/);
    expect(keepsUpNote('again', [reader('unsure', null)], 500)).toBe('');
  });
});
