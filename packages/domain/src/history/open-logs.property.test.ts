import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';
import { LogArena } from './log-arena.ts';
import { OpenLogs } from './open-logs.ts';
import { SERIES_KINDS, widthOf } from './series-kinds.ts';
import { SpareBlocks } from './spare-blocks.ts';

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
    fc.property(polls, fc.array(fc.nat(29), { maxLength: 4 }), (course, writes) => {
      // In memory of another one, as it was left.
      const spare = new SpareBlocks();
      spare.keep([1, 2].map(() => spare.take().fill(0xa5)));
      const [logs, replayed] = [new OpenLogs(spare), new OpenLogs()];
      for (let log = 0; log < SERIES; log += 1) {
        const kind = SERIES_KINDS[log % SERIES_KINDS.length] ?? 'group';
        logs.add(kind);
        replayed.add(kind);
      }
      const journal = new GrowingBytes();
      const write = (): void => {
        journal.clear();
        logs.write(journal, (log) => journal.unsigned(log));
        const bytes = journal.taken();
        for (const from = new ByteReader(bytes); !from.done;) replayed.take(from.unsigned(), from, bytes);
      };
      const last = new Map<number, readonly number[] | 'gone'>();
      const check = (): void => {
        for (const [log, found] of last) {
          const cursor = logs.cursor(log);
          cursor.advance(course.length);
          expect(cursor.isThere).toBe(found !== 'gone');
          if (found !== 'gone') expect([...cursor.figures]).toEqual(found);
        }
      };
      course.forEach((poll, number) => {
        // A series is named once in a poll.
        const seen = [...new Map(poll)];
        for (const [log, what] of seen) if (what === 'gone') logs.noteEnd(log);
        const rows = seen.flatMap(([log, what]) =>
          what === 'gone' ? [] : [[log, what.slice(0, widthOf(logs.kindOf(log)))] as const],
        );
        logs.note(
          Int32Array.from(rows, ([log]) => log),
          Float64Array.from(rows.flatMap(([, figures]) => figures)),
        );
        for (const [log, what] of seen) if (what === 'gone' && last.has(log)) last.set(log, what);
        for (const [log, figures] of rows) last.set(log, figures);
        for (const each of [logs, replayed]) each.polls.add(number * 7_000, false);
        if (number % 3 === 0) logs.turn();
        // What waits is read as if it had been written, and reading it changes nothing.
        if (number % 4 === 0) check();
        if (writes.includes(number)) write();
      });
      check();
      write();
      check();
      for (let log = 0; log < SERIES; log += 1) {
        const [one, other] = [logs, replayed].map((each) => {
          const bytes = new Uint8Array(each.lengthOf(log));
          each.copy(log, bytes, 0);
          return [...bytes];
        });
        expect(other).toEqual(one);
        expect(replayed.isThere(log)).toBe(logs.isThere(log));
        expect([...replayed.figuresOf(log)]).toEqual([...logs.figuresOf(log)]);
      }
      logs.end();
      for (let log = 0; log < SERIES; log += 1) {
        if (logs.lengthOf(log) > 0) expect(() => logs.cursor(log)).toThrow(TypeError);
      }
    }),
    { numRuns: 60 },
  );
});

test('every poll of a series comes back, however many wait', () => {
  const logs = new OpenLogs();
  const log = logs.add('consumer');
  for (let poll = 0; poll < 200; poll += 1) {
    if (poll % 60 === 59) logs.noteEnd(log);
    else logs.note(Int32Array.of(log), Float64Array.of(poll, poll % 3, 5));
    logs.polls.add(poll * 1_000, false);
    if (poll % 60 === 0) logs.turn();
    if (poll === 100) logs.write(new GrowingBytes(), () => undefined);
  }
  const cursor = logs.cursor(log);
  for (let poll = 0; poll < 200; poll += 1) {
    expect(cursor.next).toBe(poll);
    cursor.advance(poll);
    expect(cursor.isThere).toBe(poll % 60 !== 59);
    if (cursor.isThere) expect([...cursor.figures]).toEqual([poll, poll % 3, 5]);
  }
});

test('a recording that begins with what was there before has it at its first poll', () => {
  const [logs, journal] = [new OpenLogs(), new GrowingBytes()];
  const log = logs.add('consumer');
  logs.begin(log, Float64Array.of(1, NaN, 3), journal, () => journal.unsigned(log));
  logs.note(Int32Array.of(log), Float64Array.of(1, 2, 3));
  logs.polls.add(1_000, false);
  expect([...logs.figuresOf(log)]).toEqual([1, NaN, 3]);
  expect(logs.isStill(log)).toBe(true);
  const cursor = logs.cursor(log);
  cursor.advance(0);
  expect([...cursor.figures]).toEqual([1, 2, 3]);
  const other = new OpenLogs();
  other.add('consumer');
  const from = new ByteReader(journal.taken());
  other.take(from.unsigned(), from, journal.taken());
  expect(from.done).toBe(true);
  expect([...other.figuresOf(log)]).toEqual([1, NaN, 3]);
});

test('a journal that does not follow on what is known is told, not taken', () => {
  const [logs, journal] = [new OpenLogs(), new GrowingBytes()];
  const log = logs.add('consumer');
  for (let poll = 0; poll < 7; poll += 1) logs.polls.add(poll * 1_000, false);
  logs.note(Int32Array.of(log), Float64Array.of(1, 2, 3));
  logs.write(journal, () => undefined);
  const other = new OpenLogs();
  other.add('consumer');
  other.polls.add(0, false);
  expect(() => other.take(0, new ByteReader(journal.taken()), journal.taken())).toThrow('not there');
});
