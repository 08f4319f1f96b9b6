import { claimInput } from '@weir/domain/actions/action-input';
import { describe, expect, test } from 'vitest';
import { claimInputOf, FIRST_FORM, formOf, withConsumer } from './claim-form.ts';

const TARGET = {
  connection: 'redis',
  stream: 'notifications_stream',
  group: 'notifier_group',
  selection: { matching: { consumer: 'worker-7' } },
};

describe('the form of a claim', () => {
  test('spreads over whoever is live unless somebody was chosen', () => {
    const input = claimInputOf(FIRST_FORM, TARGET);
    expect(input).toMatchObject({ to: { spread: [] }, deliveries: 'keep', watch: true });
    expect(claimInput.safeParse(input).success).toBe(true);
  });

  test('says what is missing', () => {
    expect(claimInputOf({ ...FIRST_FORM, chosen: [] }, TARGET)).toBe('Choose at least one consumer.');
    expect(claimInputOf({ ...FIRST_FORM, to: 'one' }, TARGET)).toBe('Choose the consumer.');
    expect(claimInputOf({ ...FIRST_FORM, to: 'new' }, TARGET)).toBe('Type the name of the consumer.');
    expect(claimInputOf({ ...FIRST_FORM, to: 'new', fresh: String.raw`a\q` }, TARGET)).toContain('backslash');
  });

  test('a new name is taken in its one readable form', () => {
    expect(claimInputOf({ ...FIRST_FORM, to: 'new', fresh: String.raw`rescue-\x31` }, TARGET)).toMatchObject({
      to: { consumer: 'rescue-1' },
    });
  });

  test('the first consumer taken out of the spread leaves the others of the plan', () => {
    const form = withConsumer(FIRST_FORM, 'worker-2', ['worker-1', 'worker-2']);
    expect(form.chosen).toEqual(['worker-1']);
    expect(withConsumer(form, 'worker-2', []).chosen).toEqual(['worker-1', 'worker-2']);
  });

  test('opens again from what was asked for', () => {
    const form = { ...FIRST_FORM, to: 'new', fresh: 'rescue', minIdleMs: 60_000, deliveries: 'add-one' } as const;
    const input = claimInputOf(form, { ...TARGET, selection: { matching: { minIdleMs: 60_000 } } });
    if (typeof input === 'string') throw new Error(input);
    expect(formOf(input, new Set(['worker-1']))).toEqual(form);
    expect(formOf({ ...input, to: { consumer: 'worker-1' } }, new Set(['worker-1']))).toMatchObject({
      to: 'one',
      one: 'worker-1',
    });
  });
});
