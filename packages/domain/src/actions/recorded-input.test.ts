import { expect, test } from 'vitest';
import { actionInput } from './action-input.ts';
import { recordedInput } from './recorded-input.ts';

const matching = {
  filter: {
    conditions: [
      { field: 'email', is: 'ann@example.org' },
      { field: 'note', contains: 'ann' },
      { field: 'user', exists: true },
    ],
  },
};
const of = (rest: object) =>
  actionInput.parse({ kind: 'delete-entries', connection: 'c', stream: 's', selection: { matching }, ...rest });

test('what a privacy request searched for is kept nowhere; what kind of search it was is', () => {
  const kept = recordedInput(of({ request: 'r-1' }));
  expect(JSON.stringify(kept)).not.toContain('ann');
  expect(kept).toMatchObject({
    request: 'r-1',
    selection: {
      matching: { filter: { conditions: [{ field: 'email' }, { field: 'note' }, { field: 'user', exists: true }] } },
    },
  });
  // It can still be read as an input.
  expect(actionInput.parse(kept)).toEqual(kept);
});

test('any other change is kept as it was asked for', () => {
  expect(recordedInput(of({}))).toEqual(of({}));
  const ids = of({ request: 'r-1', selection: { ids: ['1-0'] } });
  expect(recordedInput(ids)).toBe(ids);
});
