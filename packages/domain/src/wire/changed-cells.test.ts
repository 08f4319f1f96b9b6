import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCells, changedFields, packCells, sameCell, WHOLE_ROW } from './changed-cells.ts';
import { GROUP_FIELDS } from './group-row.ts';
import type { Sentence } from './sentence.ts';
import { STREAM_FIELDS } from './stream-row.ts';

interface Row {
  readonly key: number;
  readonly name: string;
  readonly unread: number | null;
  readonly sentence: Sentence;
  readonly seenAt: number;
}

const FIELDS = ['key', 'name', 'unread', 'sentence', 'seenAt'] as const satisfies readonly (keyof Row)[];

const row = (change: Partial<Row> = {}): Row => ({ key: 1, name: 'a', unread: 0, sentence: [], seenAt: 10, ...change });

const byKey = (...rows: readonly Row[]) => new Map(rows.map((one) => [one.key, one]));

const change = (before: Row, after: Row) => ({ row: after, fields: changedFields(FIELDS, before, after) });

const said = (n: number): Sentence => [{ t: 'Stalled.', b: true }, ' ', { n }];

describe('what changed in a row', () => {
  test('only the cells that changed travel, those of alike rows in one block', () => {
    const blocks = packCells(FIELDS, [
      change(row(), row({ unread: 5, seenAt: 20 })),
      change(row({ key: 2 }), row({ key: 2, unread: null, seenAt: 20 })),
      change(row({ key: 3 }), row({ key: 3, name: 'b', seenAt: 20 })),
    ]);
    expect(blocks).toEqual([
      [[2], 20, [1, 5, 2, null], []],
      [[1], 20, [3, 'b'], []],
    ]);
  });

  test('having been seen again is no change', () => {
    expect(changedFields(FIELDS, row(), row({ seenAt: 99 }))).toBe(0);
  });

  test('a sentence that says the same is no change, whatever object it is', () => {
    expect(changedFields(FIELDS, row({ sentence: said(1) }), row({ sentence: said(1) }))).toBe(0);
    expect(changedFields(FIELDS, row({ sentence: said(1) }), row({ sentence: said(2) }))).not.toBe(0);
  });

  test('rows in the same trouble share its words and send their figures', () => {
    const blocks = packCells(FIELDS, [
      change(row(), row({ sentence: said(7) })),
      change(row({ key: 2 }), row({ key: 2, sentence: said(8) })),
    ]);
    expect(blocks).toEqual([[[3], 10, [1, [0, 7], 2, [0, 8]], [said(0)]]]);
    expect(applyCells(FIELDS, byKey(row(), row({ key: 2 })), blocks).map(({ sentence }) => sentence)).toEqual([
      said(7),
      said(8),
    ]);
  });

  test('rows that are equal already, or not there, are left alone', () => {
    const held = byKey(row({ unread: 5 }));
    const [block] = packCells(FIELDS, [change(row(), row({ unread: 5, seenAt: 20 }))]);
    expect(applyCells(FIELDS, held, block ? [block] : [])).toEqual([]);
    expect(applyCells(FIELDS, byKey(row({ key: 7 })), block ? [block] : [])).toEqual([]);
  });

  test('both kinds of rows fit the bits, with their key first and seenAt last', () => {
    for (const fields of [GROUP_FIELDS, STREAM_FIELDS]) {
      expect(fields.length).toBeLessThan(31);
      expect([fields[0], fields.at(-1)]).toEqual(['key', 'seenAt']);
    }
    expect(changedFields(FIELDS, row(), row({ name: 'b' })) | WHOLE_ROW).toBe(WHOLE_ROW);
  });

  test('null, nothing and zero are three things', () => {
    const cells = [null, 0, '', [], {}];
    for (const [a, left] of cells.entries()) {
      for (const [b, right] of cells.entries()) expect(sameCell(left, right)).toBe(a === b);
    }
  });
});

describe('whatever changes', () => {
  const rows = fc.uniqueArray(
    fc.record({
      key: fc.integer({ min: 1, max: 8 }),
      name: fc.constantFrom('a', 'b', 'ü"\\'),
      unread: fc.option(fc.constantFrom(0, 1, 2.5, 1e15)),
      sentence: fc.array(
        fc.oneof(
          fc.constantFrom('a', ' entries'),
          fc.record({ t: fc.constantFrom('Stalled.', '') }),
          fc.record({ name: fc.constantFrom('x', 'y') }),
          fc.record({ n: fc.constantFrom(0, 1, 2), b: fc.constant(true as const) }),
          fc.record({ clock: fc.constantFrom(0, 1e12) }),
          fc.record({ age: fc.constantFrom(0, 1e12) }),
          fc.record({ rate: fc.constantFrom(0, 1.5) }),
          fc.record({ ms: fc.constantFrom(0, 15) }),
        ),
        { maxLength: 3 },
      ),
      seenAt: fc.integer({ min: 0, max: 3 }),
    }),
    { selector: ({ key }) => key },
  );

  test('the rows before and the blocks, as text, give the rows after', () => {
    fc.assert(
      fc.property(rows, rows, (before, drawn) => {
        const held = byKey(...before);
        const pairs = drawn.flatMap((after) => {
          const old = held.get(after.key);
          return old === undefined ? [] : [{ old, after, fields: changedFields(FIELDS, old, after) }];
        });
        const blocks = packCells(
          FIELDS,
          pairs.filter(({ fields }) => fields !== 0).map(({ after, fields }) => ({ row: after, fields })),
        );
        const sent = JSON.parse(JSON.stringify(blocks)) as typeof blocks;
        const changed = byKey(...applyCells(FIELDS, held, sent));
        for (const { old, after, fields } of pairs) {
          expect(changed.get(old.key)).toEqual(fields === 0 ? undefined : after);
        }
      }),
    );
  });
});
