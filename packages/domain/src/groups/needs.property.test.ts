import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareEntryIds } from '../entries/entry-id.ts';
import { Rehearsal } from '../health/rehearsal.ts';
import { known } from '../known/known.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import { lostEntries } from './lost-entries.ts';
import { neededFrom, safeToTrim } from './needed-from.ts';
import { unreadByPosition, type StreamMark } from './resolve-unread.ts';

// Only canonical ids are written with it.
const idOf = (n: number) => `${n}-0` as StreamMark['lastGeneratedId'];

// One log that all groups share, and what is true of it, counted entry by entry.
type Deed = readonly ['add' | 'read' | 'ack' | 'trim' | 'group', number, number];

class Log {
  readonly groups: Rehearsal[] = [];
  added = 0;
  first = 0;

  do([what, n, which]: Deed): void {
    const group = this.groups[which % Math.max(1, this.groups.length)];
    if (what === 'add') {
      this.added += n;
      for (const each of this.groups) each.add(n);
    } else if (what === 'trim') {
      this.first = Math.max(this.first, this.added - n);
      for (const each of this.groups) each.trim(n);
    } else if (what === 'group') this.join();
    else if (what === 'read') group?.read('w1', n);
    else group?.ack('w1', n);
  }

  /** A group that reads from the beginning. */
  join(): void {
    if (this.groups.length >= 3) return;
    const play = new Rehearsal({ idOf: (at) => `${1_000 + at}-0` });
    play.add(this.added);
    play.trim(this.added - this.first);
    this.groups.push(play);
  }

  observe(): StreamObservation {
    const [first] = this.groups.map((play) => play.situation().stream);
    if (first === undefined) throw new Error('a log needs a group');
    return { ...first, memoryBytes: known(1_000), groups: this.groups.map((play) => play.situation().group) };
  }

  /** Index of the first entry that still exists and that some group has still to read or to acknowledge. */
  firstNeeded(): number | undefined {
    for (let index = this.first; index < this.added; index += 1)
      if (this.groups.some((play) => index >= play.position || play.pending.has(index))) return index;
    return undefined;
  }
}

const deeds = fc.array(
  fc.tuple(
    fc.constantFrom<Deed[0]>('add', 'add', 'read', 'read', 'ack', 'ack', 'trim', 'group'),
    fc.integer({ min: 0, max: 30 }),
    fc.nat(2),
  ),
  { minLength: 2, maxLength: 30 },
);

function after(life: readonly Deed[]): Log {
  const log = new Log();
  log.join();
  for (const deed of life) log.do(deed);
  return log;
}

describe('what the groups of a stream still need', () => {
  test('leaves out no entry that a group has still to read or to acknowledge', () => {
    let needs = 0;
    fc.assert(
      fc.property(deeds, (life) => {
        const log = after(life);
        const from = neededFrom(log.observe());
        if (!from.known) throw new Error('all is known here');
        const index = log.firstNeeded();
        if (index === undefined) {
          // What is pending and gone is needed by nobody, but nothing is trimmed for it either.
          if (log.groups.every(({ pending }) => pending.size === 0)) expect(from.value).toBeNull();
          return;
        }
        needs += 1;
        const needed = log.groups[0]?.ids[index];
        if (needed === undefined || from.value === null) throw new Error('an entry is needed');
        expect(compareEntryIds(from.value, needed)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1_500 },
    );
    expect(needs).toBeGreaterThan(700);
  });

  test('is never said to be exactly more or less than what may go, and never more than there is', () => {
    let exact = 0;
    fc.assert(
      fc.property(deeds, (life) => {
        const log = after(life);
        const stream = log.observe();
        const safe = safeToTrim(stream);
        if (!safe.known) return;
        const truth = (log.firstNeeded() ?? log.added) - log.first;
        expect(safe.value.entries).toBeLessThanOrEqual(stream.length);
        expect(safe.value.entries).toBeGreaterThanOrEqual(0);
        const from = neededFrom(stream);
        const ghosts = log.groups.some((play) => [...play.pending.keys()].some((index) => index < log.first));
        // A pending entry that is gone holds back everything behind it until it is acknowledged.
        if (ghosts && from.known && from.value !== null) return;
        if (safe.value.exact) {
          exact += 1;
          expect(safe.value.entries).toBe(truth);
        } else expect(safe.value.entries).toBeGreaterThanOrEqual(truth);
      }),
      { numRuns: 1_500 },
    );
    expect(exact).toBeGreaterThan(300);
  });
});

describe('what a group lost', () => {
  test('is exactly what was trimmed before it read it, until it skips anything', () => {
    let losses = 0;
    fc.assert(
      fc.property(deeds, (life) => {
        const log = new Log();
        log.join();
        const [group] = log.groups;
        if (group === undefined) throw new Error('no group');
        for (const deed of life) {
          if (deed[0] === 'group') continue;
          log.do(deed);
          const { stream, group: seen } = group.situation();
          const skipped = Math.max(0, group.first - group.position);
          const lost = lostEntries(stream, seen);
          if (group.entriesRead === group.position) expect(lost).toEqual(known(skipped));
          else if (skipped > 0) expect(lost.known && lost.value >= skipped).toBe(true);
          if (skipped > 0) losses += 1;
        }
      }),
      { numRuns: 800 },
    );
    expect(losses).toBeGreaterThan(200);
  });
});

describe('unread by the position alone', () => {
  test('is the true number or nothing, whatever was added, deleted and trimmed', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }),
        fc.nat(70),
        fc.nat(20),
        (some, at, later) => {
          const ids = some.toSorted((a, b) => a - b);
          const [first, last] = [ids[0], ids.at(-1)];
          const mark: StreamMark = {
            length: ids.length,
            firstId: first === undefined ? null : idOf(first),
            lastId: last === undefined ? null : idOf(last),
            // Later ones were given out and deleted.
            lastGeneratedId: idOf((last ?? 0) + later),
            entriesAdded: ids.length + later,
            maxDeletedId: idOf(later === 0 ? 0 : (last ?? 0) + later),
          };
          const unread = unreadByPosition(mark, idOf(at));
          // Only a position within the entries leaves it open.
          expect(unread === undefined).toBe(first !== undefined && last !== undefined && first <= at && at < last);
          if (unread === undefined) return;
          decided += 1;
          expect(unread).toMatchObject({ known: true, quality: 'exact', value: ids.filter((id) => id > at).length });
        },
      ),
      { numRuns: 2_000 },
    );
    expect(decided).toBeGreaterThan(400);
  });
});
