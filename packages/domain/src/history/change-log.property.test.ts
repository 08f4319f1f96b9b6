import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogState } from './change-log.ts';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';

const figure = fc.oneof(
  { weight: 3, arbitrary: fc.constant(NaN) },
  { weight: 6, arbitrary: fc.nat(200) },
  { weight: 2, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.constantFrom(0, Number.MAX_SAFE_INTEGER, 63, 64, 127, 128, 2 ** 31, 2 ** 32) },
);
const poll = fc.oneof(
  { weight: 8, arbitrary: fc.array(figure, { minLength: 40, maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant('gone' as const) },
);

test('every figure, every unknown and every end comes back exactly, whatever the width', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(poll, { maxLength: 30 }), (width, polls) => {
      const out = new GrowingBytes();
      const writing = new LogState(width);
      const written: (readonly number[] | 'gone')[] = [];
      for (const what of polls) {
        if (what === 'gone') writing.writeEnd(out);
        else if (!writing.write(out, Float64Array.from(what.slice(0, width)))) continue;
        written.push(what === 'gone' ? what : what.slice(0, width));
      }
      const reading = new LogState(width);
      const from = new ByteReader(out.taken());
      for (const what of written) {
        const isThere = reading.read(from);
        expect(isThere).toBe(what !== 'gone');
        expect([...reading.figures]).toEqual(what === 'gone' ? Array.from({ length: width }, () => NaN) : [...what]);
      }
      expect(from.done).toBe(true);
    }),
  );
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

test('what does not change takes no room, and small changes take a byte each beside the mask', () => {
  const out = new GrowingBytes();
  const state = new LogState(11);
  const figures = Float64Array.of(10, 20, 1_790_000_000_000, 0, 5_000, 4_990, 1_790_000_000_000, 0, 1, 3, 0);
  expect(state.write(out, figures)).toBe(true);
  const first = out.used;
  expect(state.write(out, figures)).toBe(false);
  expect(out.used).toBe(first);
  figures[0] = 12;
  figures[4] = 5_020;
  expect(state.write(out, figures)).toBe(true);
  expect(out.used - first).toBe(4);
});

test('what follows from two others takes no room of its own, whatever becomes of them', () => {
  const columns = { width: 4, derived: { column: 0, plus: 1, minus: 2 } };
  const row = fc.tuple(figure, figure, figure, figure);
  const calm = fc
    .tuple(fc.nat(9_000), fc.nat(9_000), fc.nat(50))
    .map(([added, read, other]): [number, number, number, number] => [
      added + 9_000 - read,
      added + 9_000,
      read,
      other,
    ]);
  fc.assert(
    fc.property(fc.array(fc.oneof(row, calm), { minLength: 1, maxLength: 40 }), (rows) => {
      const out = new GrowingBytes();
      const writing = new LogState(columns);
      const written = rows.filter((each) => writing.write(out, Float64Array.from(each)));
      const reading = new LogState(columns);
      const from = new ByteReader(out.taken());
      for (const each of written) {
        expect(reading.read(from)).toBe(true);
        expect([...reading.figures]).toEqual(each);
      }
      expect(from.done).toBe(true);
    }),
  );
  const out = new GrowingBytes();
  const state = new LogState(columns);
  state.write(out, Float64Array.of(500, 9_500, 9_000, 1));
  const before = out.used;
  state.write(out, Float64Array.of(510, 9_530, 9_020, 1));
  expect(out.used - before).toBe(3);
});

test('bytes that end too early are told, not guessed', () => {
  const out = new GrowingBytes();
  new LogState(3).write(out, Float64Array.of(1_000, 2_000, 3_000));
  const short = new ByteReader(out.taken().subarray(0, out.used - 1));
  expect(() => new LogState(3).read(short)).toThrow('end too early');
});
