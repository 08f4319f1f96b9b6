import { describe, expect, test } from 'vitest';
import { deadLetterInput } from '../actions/action-input.ts';
import type { EntryId } from '../entries/entry-id.ts';
import { lettersOfPolicy } from './letters-of-policy.ts';
import { letterSettings } from './policy.ts';

const NOW = 1_790_000_000_000;
const settings = letterSettings.parse({
  does: 'dead-letter',
  name: 'put aside',
  connection: 'main',
  on: { stream: 'orders' },
  deliveries: 5,
  olderThanMs: 3_600_000,
  schedule: { everyMs: 60_000 },
});
// Sound: canonical ids, written out.
const facts = (firstId: string | null, lastGeneratedId: string) => ({
  stream: 'orders',
  at: NOW,
  firstId: firstId as EntryId | null,
  lastGeneratedId: lastGeneratedId as EntryId,
});

describe('a run of a dead-letter policy', () => {
  test('is a dead-letter like any other: so often delivered, so old by id, not more than its limit', () => {
    const input = lettersOfPolicy(settings, facts(`${NOW - 9}-0`, `${NOW}-0`), 'workers', 'CHG-1');
    expect(deadLetterInput.parse(input)).toEqual(input);
    expect(input).toEqual({
      kind: 'dead-letter',
      connection: 'main',
      stream: 'orders',
      group: 'workers',
      selection: {
        matching: { minDeliveries: 5, to: `${NOW - 3_600_000}-18446744073709551615`, limit: 1_000 },
      },
      reason: 'CHG-1',
    });
  });

  test('says its rule beside each entry where nobody gave a reason, and may go elsewhere', () => {
    const input = lettersOfPolicy({ ...settings, to: 'failed' }, facts(null, `${NOW}-0`), 'workers', '');
    expect(input).toMatchObject({
      reason: '5 deliveries or more, and older than 1 h 00 m',
      to: { stream: 'failed', create: true },
    });
  });

  test.each([
    ['1-0', '900-0'],
    [`${NOW}-0`, '999999999999999999-0'],
    ['7-0', `${NOW}-0`],
    [null, '12-0'],
  ])('cannot be where ids are not times: %s to %s', (firstId, lastId) => {
    expect(lettersOfPolicy(settings, facts(firstId, lastId), 'workers', '')).toContain('are not times');
  });
});
