import { expect, test } from 'vitest';
import { actionInput } from './action-input.ts';
import { addEntry } from './add-entry.ts';
import type { Plan } from './plan.ts';
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

test.each([{ request: 'r-1' }, {}])(
  'what a deletion searched for is kept nowhere; what kind of search it was is: %j',
  (rest) => {
    const kept = recordedInput(of(rest));
    expect(JSON.stringify(kept)).not.toContain('ann');
    expect(kept).toMatchObject({
      ...rest,
      selection: {
        matching: { filter: { conditions: [{ field: 'email' }, { field: 'note' }, { field: 'user', exists: true }] } },
      },
    });
    // It can still be read as an input.
    expect(actionInput.parse(kept)).toEqual(kept);
  },
);

test('any other change is kept as it was asked for', () => {
  const add = actionInput.parse({ kind: 'add-entry', connection: 'c', stream: 's', fields: [['a', 'b']] });
  expect(recordedInput(add)).toBe(add);
  const ids = of({ request: 'r-1', selection: { ids: ['1-0'] } });
  expect(recordedInput(ids)).toBe(ids);
});

test.each(['*', '5-1'])(
  'of an entry that is added with id %s the record has names and sizes, not what stands in it',
  (id) => {
    const given = {
      fields: [
        ['email', 'ann@example.org'],
        ['n', '\\xff'],
      ],
      ...(id === '*' ? {} : { id }),
    };
    const input = actionInput.parse({ kind: 'add-entry', connection: 'c', stream: 's', ...given });
    const preview = { of: 'add-entry', length: 1, lastId: null, bytes: 22 };
    // Sound: all that is read of a plan.
    const plan = { input, preview, commands: ['XADD s * email ann@example.org n "\\xff"'] } as unknown as Plan;
    const kept = addEntry.recorded?.(plan);
    expect(JSON.stringify(kept)).not.toContain('ann');
    expect(kept).toMatchObject({
      input: {
        fields: [
          ['email', 15],
          ['n', 1],
        ],
      },
      preview,
      commands: [`XADD s NOMKSTREAM ${id} (fields)`],
    });
  },
);
