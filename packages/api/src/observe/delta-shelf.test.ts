import { describe, expect, test } from 'vitest';
import { type Delta, mergeDeltas } from './delta-shelf.ts';
import { readFrame, rehearse, seenGroup, seenStream } from './rehearsal.ts';

const delta = (version: number, change: Partial<Delta> = {}): Delta => ({
  version,
  groups: new Map(),
  goneGroups: [],
  streams: new Map(),
  goneStreams: [],
  events: [],
  ...change,
});

describe('merging deltas', () => {
  test('the newest row of each key wins', () => {
    const merged = mergeDeltas([
      delta(1, {
        groups: new Map([
          [1, 'old'],
          [2, 'two'],
        ]),
      }),
      delta(2, { groups: new Map([[1, 'new']]) }),
    ]);
    expect(Object.fromEntries(merged.groups)).toEqual({ 1: 'new', 2: 'two' });
  });

  test('a row that went is not sent, only that it is gone', () => {
    const merged = mergeDeltas([delta(1, { groups: new Map([[1, 'row']]) }), delta(2, { goneGroups: [1] })]);
    expect([...merged.groups.keys()]).toEqual([]);
    expect(merged.goneGroups).toEqual([1]);
  });
});

async function polled(times: number) {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream('s', [seenGroup()])] });
  for (let polls = 0; polls < times; polls += 1) await stage.poll();
  return stage;
}

describe('frames', () => {
  test('the same bytes serve every viewer until the next version', async () => {
    const { board } = await polled(3);
    const picture = () => board.shelf.picture(board.streams.values(), board.events);
    expect(picture()).toBe(picture());
    expect(board.shelf.since(2)).toBe(board.shelf.since(2));
  });

  test('a viewer behind by several versions gets one delta from its own', async () => {
    const { board } = await polled(10);
    expect(readFrame(board.shelf.since(4))).toMatchObject({ kind: 'delta', from: 4, version: 11 });
  });

  test('further back than is kept there is no delta', async () => {
    const { board } = await polled(80);
    expect(board.shelf.since(5)).toBeUndefined();
    expect(board.shelf.since(board.version - 60)).toBeDefined();
    expect(board.shelf.since(board.version + 1)).toBeUndefined();
  });
});
