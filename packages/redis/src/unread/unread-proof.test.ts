import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import type { StreamMark } from '@weir/domain/groups/resolve-unread';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginCount, COUNT_CAP, takePage, type CountJob } from './count-job.ts';
import { carryProof, intactBehind, type UnreadProof } from './unread-proof.ts';

const id = (ms: number): EntryId => `${ms}-0` as EntryId; // canonical by hand

/** A stream that does what Redis does with ids and counters; the oracle of these tests. */
class ModelStream {
  ids: number[] = [];
  last = 0;
  added = 0;
  maxDeleted = 0;

  add(step: number): void {
    this.last += step;
    this.added += 1;
    this.ids.push(this.last);
  }

  delete(at: number): void {
    const gone = this.ids[at % Math.max(1, this.ids.length)];
    if (gone === undefined) return;
    this.ids = this.ids.filter((each) => each !== gone);
    this.maxDeleted = Math.max(this.maxDeleted, gone);
  }

  trim(length: number): void {
    this.ids = this.ids.slice(Math.max(0, this.ids.length - length));
  }

  behind(position: number): number {
    return this.ids.filter((each) => each > position).length;
  }

  mark(): StreamMark {
    const ends = (at: number): EntryId | null => {
      const each = this.ids.at(at);
      return each === undefined ? null : id(each);
    };
    return {
      length: this.ids.length,
      firstId: ends(0),
      lastId: ends(-1),
      lastGeneratedId: id(this.last),
      entriesAdded: this.added,
      maxDeletedId: id(this.maxDeleted),
    };
  }
}

type Deed = readonly ['add' | 'delete' | 'trim' | 'move', number];
const deeds = fc.array(
  fc.tuple(fc.constantFrom<Deed[0]>('add', 'add', 'add', 'delete', 'trim', 'move'), fc.integer({ min: 1, max: 40 })),
  { maxLength: 12 },
);

function does(stream: ModelStream, [what, value]: Deed): void {
  if (what === 'add') stream.add((value % 3) + 1);
  if (what === 'delete') stream.delete(value);
  if (what === 'trim') stream.trim(value);
}

function proofOf(stream: ModelStream, position: number): UnreadProof {
  const count = stream.behind(position);
  return {
    mark: stream.mark(),
    position: id(position),
    entriesRead: null,
    lag: null,
    count,
    moreThan: false,
    source: '',
  };
}

describe('a count carried on', () => {
  test('is the true count, after any life of the stream, or none', () => {
    let carriedOn = 0;
    fc.assert(
      fc.property(deeds, deeds, fc.nat(80), fc.nat(80), (before, after, from, to) => {
        const stream = new ModelStream();
        for (const deed of before) does(stream, deed);
        const proof = proofOf(stream, from);
        for (const deed of after) does(stream, deed);
        const moves = after.some(([what]) => what === 'move');
        const position = moves ? to : from;
        const [low, high] = from < position ? [from, position] : [position, from];
        const between = stream.ids.filter((each) => each > low && each <= high).length;
        const group = { position: id(position), entriesRead: null, lag: null };
        const carried = carryProof(proof, stream.mark(), group, between);
        if (carried === undefined) return;
        carriedOn += 1;
        expect(carried.count).toBe(stream.behind(position));
      }),
      { numRuns: 3_000 },
    );
    expect(carriedOn).toBeGreaterThan(500);
  });

  test('goes on through additions, and through a trim that stays before the position', () => {
    const stream = new ModelStream();
    for (let at = 0; at < 100; at += 1) stream.add(1);
    const proof = proofOf(stream, 60);
    for (let at = 0; at < 10; at += 1) stream.add(1);
    stream.trim(60);
    const group = { position: id(60), entriesRead: null, lag: null };
    expect(carryProof(proof, stream.mark(), group, undefined)?.count).toBe(50);
  });

  test('believes entries-read for a long step only while lag agrees, and never a step backwards', () => {
    const stream = new ModelStream();
    for (let at = 0; at < 100; at += 1) stream.add(1);
    const proof = { ...proofOf(stream, 10), entriesRead: 10, lag: 90 };
    const at = (position: number, entriesRead: number, lag: number) =>
      carryProof(proof, stream.mark(), { position: id(position), entriesRead, lag }, undefined)?.count;
    expect(at(30, 30, 70)).toBe(70);
    expect(at(30, 31, 70)).toBeUndefined();
    expect(at(5, 30, 70)).toBeUndefined();
    expect(at(30, 10, 90)).toBeUndefined();
  });

  test('ends when a stream made anew gives itself away', () => {
    const stream = new ModelStream();
    for (let at = 0; at < 10; at += 1) stream.add(1);
    const before = stream.mark();
    const anew = { ...before, entriesAdded: 12, length: 12, firstId: id(2), lastId: id(30), lastGeneratedId: id(30) };
    expect(intactBehind(before, anew, id(5))).toBe(false);
    expect(intactBehind(before, { ...before, entriesAdded: 4, lastGeneratedId: id(4) }, id(2))).toBe(false);
  });

  test('ends on servers that count no additions as soon as anything changes', () => {
    const old: StreamMark = { ...new ModelStream().mark(), entriesAdded: undefined, maxDeletedId: undefined };
    expect(intactBehind(old, old, ZERO_ID)).toBe(true);
    expect(intactBehind(old, { ...old, lastGeneratedId: id(1) }, ZERO_ID)).toBe(false);
  });
});

describe('a longer count', () => {
  const PAGE = 7;
  /** Counts page by page while the stream lives on between the pages; undefined = given up. */
  function count(stream: ModelStream, position: number, lag: number | null, life: Deed[][]): number | undefined {
    let job: CountJob = beginCount({ position: id(position), entriesRead: null, lag }, stream.mark());
    for (let round = 0; round < 200; round += 1) {
      for (const deed of life[round] ?? []) does(stream, deed);
      const from = Number((job.cursor ?? (job.side === 'behind' ? job.position : ZERO_ID)).split('-')[0]);
      const rows = stream.ids
        .filter((each) => each > from && (job.side === 'behind' || each <= position))
        .slice(0, PAGE);
      const [first, last] = [rows[0], rows.at(-1)];
      const page = {
        count: rows.length,
        firstId: first === undefined ? null : id(first),
        lastId: last === undefined ? null : id(last),
        bytes: 100,
      };
      const step = takePage(job, stream.mark(), page, PAGE);
      if (step.step === 'counted') return step.proof.count;
      if (step.step !== 'go-on') return undefined;
      job = step.job;
    }
    throw new Error('the count never ends');
  }

  test('finds what stands behind the position when it ends, although the stream lived on meanwhile', () => {
    let counted = 0;
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 8 }), fc.nat(80), fc.option(fc.nat(60)), (life, position, lag) => {
        const stream = new ModelStream();
        for (let at = 0; at < 60; at += 1) stream.add((at % 3) + 1);
        const unread = count(
          stream,
          position,
          lag,
          life.map((deeds) => [...deeds]),
        );
        if (unread === undefined) return;
        counted += 1;
        expect(unread).toBe(stream.behind(position));
      }),
      { numRuns: 1_500 },
    );
    expect(counted).toBeGreaterThan(800);
  });

  test('begins on the shorter side and tries the other one before it gives up', () => {
    const stream = new ModelStream();
    for (let at = 0; at < 100; at += 1) stream.add(1);
    const group = { position: id(10), entriesRead: 10, lag: 90 };
    const job = beginCount(group, stream.mark());
    expect(job.side).toBe('before');
    const full = { count: COUNT_CAP.entries, firstId: id(1), lastId: id(9), bytes: 1 };
    const turned = takePage(job, stream.mark(), full, COUNT_CAP.entries);
    expect(turned).toMatchObject({ step: 'go-on', job: { side: 'behind', counted: 0 } });
    if (turned.step !== 'go-on') throw new Error('it stopped');
    expect(takePage(turned.job, stream.mark(), full, COUNT_CAP.entries)).toEqual({
      step: 'too-many',
      moreThan: COUNT_CAP.entries - 1,
    });
  });
});
