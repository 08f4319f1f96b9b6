import { removeConsumerInput } from '@weir/domain/actions/action-input';
import { describe, expect, test } from 'vitest';
import { goneOnes, heldBy, receiverNote, receivers, removeInputOf } from './remove-view.ts';

const items = [
  { consumer: 'worker-1', pending: 12, health: 'active' },
  { consumer: 'worker-2', pending: 3, health: 'active' },
  { consumer: 'worker-7', pending: 31, health: 'dead' },
  { consumer: 'old-1', pending: 0, health: 'gone' },
  { consumer: 'old-2', pending: 0, health: 'gone' },
  { consumer: 'odd', pending: 1, health: 'gone' },
] as const;
const at = { connection: 'main', stream: 'orders', group: 'g' };

const note = (to: string) => receiverNote(items, to, (health) => health.toUpperCase());

describe('removing consumers', () => {
  test('in bulk means those that are gone and hold nothing', () => {
    expect(goneOnes(items)).toEqual(['old-1', 'old-2']);
    expect(heldBy(items, ['old-1', 'worker-7', 'odd'])).toBe(32);
  });

  test('offers whoever works first, with the least in hand', () => {
    expect(receivers(items, ['worker-7', 'odd']).map(({ consumer }) => consumer)).toEqual([
      'worker-2',
      'worker-1',
      'old-1',
      'old-2',
    ]);
  });

  test('stays locked with the reason while they hold entries and nobody is to get them', () => {
    expect(removeInputOf({ ...at, names: ['worker-7'], held: 31, to: '' })).toBe(
      'worker-7 holds 31 pending entries. Choose who gets them first.',
    );
    expect(removeInputOf({ ...at, names: ['a', 'b'], held: 1, to: '' })).toBe(
      'They hold 1 pending entry. Choose who gets them first.',
    );
    expect(removeInputOf({ ...at, names: [], held: 0, to: '' })).toMatch(/nobody to remove/);
    expect(removeInputOf({ ...at, names: ['a'], held: 1, to: 'x\\' })).toMatch(/backslash/);
  });

  test.each([
    { names: ['old-1', 'old-2'], held: 0, to: '' },
    { names: ['worker-7'], held: 31, to: 'caf\\xc3\\xa9' },
  ])('makes a change the server takes: %j', (removal) => {
    expect(removeConsumerInput.safeParse(removeInputOf({ ...at, ...removal }))).toMatchObject({ success: true });
  });

  test('says what is known of the receiver', () => {
    expect(note('worker-2')).toBe('ACTIVE, holds 3 now.');
    expect(note('new')).toMatch(/^Not a consumer/);
    expect(note('')).toBe('');
  });
});
