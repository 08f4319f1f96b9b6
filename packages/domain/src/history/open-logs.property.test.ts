import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';
import { LogArena } from './log-arena.ts';
import { OpenLogs } from './open-logs.ts';
import { SERIES_KINDS, widthOf } from './series-kinds.ts';

test('many logs that grow side by side keep every byte, however long the pieces are', () => {
  const piece = fc.tuple(fc.nat(90), fc.oneof(fc.nat(30), fc.constantFrom(60, 61, 1_020, 1_021, 2_500)), fc.nat(255));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const arena = new LogArena();
      const expected = new Map<number, number[]>();
      for (const [log, length, first] of pieces) {
        const bytes = Uint8Array.from({ length }, (_, at) => first + at);
        arena.append(log, bytes, 0, length);
        expected.set(log, [...(expected.get(log) ?? []), ...bytes]);
      }
      for (const [log, bytes] of expected) {
        const found = new Uint8Array(arena.lengthOf(log) + 3);
        arena.copy(log, found, 3);
        expect([...found]).toEqual([0, 0, 0, ...bytes]);
      }
      expect(arena.lengthOf(91)).toBe(0);
      expect(arena.bytes).toBe([...expected.values()].reduce((sum, { length }) => sum + length, 0));
    }),
    { numRuns: 40 },
  );
});

test('more than one block', () => {
  const arena = new LogArena();
  const bytes = Uint8Array.from({ length: 3_000_001 }, (_, at) => at % 251);
  arena.append(0, bytes, 0, 3);
  arena.append(1, bytes, 0, bytes.length);
  arena.append(0, bytes, 3, bytes.length);
  for (const log of [0, 1]) {
    const found = new Uint8Array(bytes.length);
    arena.copy(log, found, 0);
    expect(Buffer.compare(found, bytes)).toBe(0);
  }
});

const SERIES = 40;
/** What a poll sees of one series: its figures, that it is gone, or nothing new. */
const seen = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.nat(100_000), { minLength: 11, maxLength: 11 }) },
  { weight: 1, arbitrary: fc.constant('gone' as const) },
);
const polls = fc.array(fc.array(fc.tuple(fc.nat(SERIES - 1), seen), { maxLength: 12 }), { maxLength: 30 });

test('a journal replayed is the same logs, and each of them gives back what was seen', () => {
  fc.assert(
    fc.property(polls, (course) => {
      const [logs, replayed] = [new OpenLogs(), new OpenLogs()];
      for (let log = 0; log < SERIES; log += 1) {
        const kind = SERIES_KINDS[log % SERIES_KINDS.length] ?? 'group';
        logs.add(kind);
        replayed.add(kind);
      }
      const journal = new GrowingBytes();
      const last = new Map<number, readonly number[] | 'gone'>();
      course.forEach((poll, number) => {
        // A series is named once in a poll.
        for (const [log, what] of new Map(poll)) {
          journal.clear();
          if (what === 'gone') {
            if (!logs.isThere(log)) continue;
            logs.noteEnd(log, number, journal);
          } else logs.note(log, number, Float64Array.from(what), 0, journal);
          last.set(log, what === 'gone' ? what : what.slice(0, widthOf(logs.kindOf(log))));
          if (journal.used > 0) replayed.take(log, number, new ByteReader(journal.taken()), journal.taken());
        }
      });
      for (let log = 0; log < SERIES; log += 1) {
        const [one, other] = [logs, replayed].map((each) => {
          const bytes = new Uint8Array(each.lengthOf(log));
          each.copy(log, bytes, 0);
          return [...bytes];
        });
        expect(other).toEqual(one);
        const cursor = logs.cursor(log);
        cursor.advance(course.length);
        const found = last.get(log);
        expect(cursor.isThere).toBe(Array.isArray(found));
        if (Array.isArray(found)) expect([...cursor.state.figures]).toEqual(found);
      }
    }),
    { numRuns: 60 },
  );
});

test('a journal that does not follow on what is known is told, not taken', () => {
  const [logs, journal] = [new OpenLogs(), new GrowingBytes()];
  const log = logs.add('consumer');
  logs.note(log, 7, Float64Array.of(1, 2, 3), 0, journal);
  const other = new OpenLogs();
  other.add('consumer');
  expect(() => other.take(0, 3, new ByteReader(journal.taken()), journal.taken())).toThrow('not there');
});
