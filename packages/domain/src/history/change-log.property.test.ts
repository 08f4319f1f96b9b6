import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeBlock } from './write-block.ts';
import { ChangeRows, MOST_ROWS } from './change-rows.ts';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';
import { LogCursor } from './log-cursor.ts';
import { type Columns, plainColumns } from './series-kinds.ts';

type Seen = readonly number[] | 'gone';

/** What is seen of a series, poll by poll, as a log; a block ends where it has to, and wherever `cuts` says. */
function logOf(columns: Columns, seen: ReadonlyMap<number, Seen>, cuts: ReadonlySet<number>): Uint8Array {
  const out = new GrowingBytes();
  const bases = new Float64Array(columns.width);
  const rows = new ChangeRows(columns.width);
  const before = new Float64Array(columns.width).fill(NaN);
  rows.begin(before, 0, -1);
  const write = (): void => {
    if (rows.count === 0) return;
    writeBlock(rows, columns, bases, 0, out);
    rows.take(rows.count - 1, before, 0);
    rows.begin(before, 0, rows.lastPoll);
  };
  for (const [poll, what] of seen) {
    const place = rows.count * columns.width;
    rows.figures.set(what === 'gone' ? before.map(() => NaN) : what, place);
    if (what === 'gone') rows.addEnd(place, poll);
    else rows.add(place, poll);
    if (rows.ends || rows.count === MOST_ROWS || cuts.has(poll)) write();
  }
  write();
  return out.taken();
}

function expectBack(columns: Columns, seen: ReadonlyMap<number, Seen>, bytes: Uint8Array): void {
  const cursor = new LogCursor(columns, bytes);
  const nothing = Array.from({ length: columns.width }, () => NaN);
  for (const [poll, what] of seen) {
    cursor.advance(poll);
    expect([...cursor.figures]).toEqual(what === 'gone' ? nothing : what);
    if (what === 'gone') expect(cursor.isThere).toBe(false);
    else if (what.some((figure) => !Number.isNaN(figure))) expect(cursor.isThere).toBe(true);
  }
  expect(cursor.next).toBe(Infinity);
}

const figure = fc.oneof(
  { weight: 3, arbitrary: fc.constant(NaN) },
  { weight: 6, arbitrary: fc.nat(200) },
  { weight: 2, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.constantFrom(0, Number.MAX_SAFE_INTEGER, 63, 64, 127, 128, 2 ** 31, 2 ** 32) },
);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }) },
);

/** Polls with what is seen at each; equal figures come often, as they do. */
function courses(row: fc.Arbitrary<readonly number[]>, maxLength = 40): fc.Arbitrary<ReadonlyMap<number, Seen>> {
  const what = fc.oneof(
    { weight: 8, arbitrary: row },
    { weight: 2, arbitrary: fc.constant('same' as const) },
    { weight: 1, arbitrary: fc.constant('gone' as const) },
  );
  return fc.array(fc.tuple(step, what), { maxLength }).map((steps) => {
    const seen = new Map<number, Seen>();
    let poll = -1;
    let before: Seen | undefined;
    for (const [after, next] of steps) {
      poll += after;
      const now = next === 'same' ? before : next;
      // What is gone cannot go.
      if (now === undefined || (now === 'gone' && (before === undefined || before === 'gone'))) continue;
      seen.set(poll, (before = now));
    }
    return seen;
  });
}

const cuts = fc.array(fc.nat(60), { maxLength: 8 }).map((polls) => new Set(polls));

test('every figure, every unknown and every end comes back exactly, whatever the width', () => {
  const width = fc.integer({ min: 1, max: 30 });
  const course = width.chain((columns) =>
    fc.tuple(fc.constant(columns), courses(fc.array(figure, { minLength: columns, maxLength: columns }))),
  );
  fc.assert(
    fc.property(course, cuts, ([columns, seen], at) => {
      expectBack(plainColumns(columns), seen, logOf(plainColumns(columns), seen, at));
    }),
  );
});

test('what follows from two others comes back too, whatever becomes of them', () => {
  const columns = { width: 4, derived: { column: 0, plus: 1, minus: 2 } };
  const row = fc.tuple(figure, figure, figure, figure);
  const calm = fc
    .tuple(fc.nat(9_000), fc.nat(9_000), fc.nat(50))
    .map(([added, read, other]) => [added + 9_000 - read, added + 9_000, read, other] as const);
  fc.assert(
    fc.property(courses(fc.oneof(row, calm)), cuts, (seen, at) => expectBack(columns, seen, logOf(columns, seen, at))),
  );
});

test('more polls than a block has rows', () => {
  const seen = new Map(Array.from({ length: 3 * MOST_ROWS + 1 }, (_, poll) => [poll, [poll % 7, 5]] as const));
  expectBack(plainColumns(2), seen, logOf(plainColumns(2), seen, new Set()));
});

test('numbers of any size come back, signed and not', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.maxSafeNat(), fc.maxSafeInteger())), (pairs) => {
      const out = new GrowingBytes();
      for (const [plain, signed] of pairs) {
        out.unsigned(plain);
        out.signed(signed);
      }
      const from = new ByteReader(out.taken());
      // Zero has no sign here.
      for (const pair of pairs) expect([from.unsigned(), from.signed() + 0]).toEqual(pair.map((each) => each + 0));
    }),
  );
});

const seenOf = (polls: readonly (readonly number[])[]) => new Map(polls.map((figures, poll) => [poll, figures]));

describe('room', () => {
  const first = [10, 20, 1_790_000_000_000, 0, 5_000, 4_990, 1_790_000_000_000, 0, 1, 3, 0];

  test('what does not change takes none, and a small change takes a byte beside five of the block', () => {
    const one = logOf(plainColumns(11), seenOf([first]), new Set([0])).length;
    expect(logOf(plainColumns(11), seenOf([first, first, first]), new Set([0]))).toHaveLength(one);
    const moved = first.with(0, 12).with(4, 5_020);
    expect(logOf(plainColumns(11), seenOf([first, moved]), new Set([0])).length - one).toBe(6);
    const again = moved.with(0, 13).with(4, 5_021);
    expect(logOf(plainColumns(11), seenOf([first, moved, again]), new Set([0])).length - one).toBe(8);
  });

  test('what follows from two others takes none', () => {
    const columns = { width: 4, derived: { column: 0, plus: 1, minus: 2 } };
    const polls = [
      [500, 9_500, 9_000, 1],
      [510, 9_530, 9_020, 1],
      [505, 9_540, 9_035, 1],
    ];
    const one = logOf(columns, seenOf(polls.slice(0, 1)), new Set([0])).length;
    expect(logOf(columns, seenOf(polls), new Set([0])).length - one).toBe(3 + 4);
  });
});

test('bytes that end too early are told, not guessed', () => {
  const bytes = logOf(plainColumns(3), new Map([[0, [1_000, 2_000, 3_000]]]), new Set());
  for (let length = 1; length < bytes.length; length += 1) {
    expect(() => new LogCursor(plainColumns(3), bytes, 0, length)).toThrow('end too early');
  }
});
