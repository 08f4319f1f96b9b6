import { changedFields, WHOLE_ROW } from '@weir/domain/wire/changed-cells';
import { GROUP_FIELDS } from '@weir/domain/wire/group-row';
import { describe, expect, test } from 'vitest';
import type { Delta } from './delta.ts';
import { mergeDeltas } from './merge-deltas.ts';
import { readFrame, rehearse, seenGroup, seenStream } from './rehearsal.ts';
import type { TrackedGroup } from './tracked.ts';

const delta = (version: number, change: Partial<Delta> = {}): Delta => ({
  version,
  groups: new Map(),
  goneGroups: [],
  streams: new Map(),
  goneStreams: [],
  events: [],
  ...change,
});

// Sound for merging: it reads keys alone.
const group = (key: number) => ({ key }) as TrackedGroup;

describe('merging deltas', () => {
  const [one, two] = [group(1), group(2)];

  test('every field that changed in any of them is sent, once', () => {
    const merged = mergeDeltas(
      [
        delta(1, { groups: new Map([[one, 0b1000]]) }),
        delta(2, { groups: new Map([[one, 0b0100]]) }),
        delta(3, {
          groups: new Map([
            [one, 0b0110],
            [two, 0b0010],
          ]),
        }),
      ],
      1,
    );
    expect([...merged.groups]).toEqual([
      [one, 0b0110],
      [two, 0b0010],
    ]);
  });

  test('a row that is new in one of them is sent whole', () => {
    const merged = mergeDeltas(
      [delta(1, { groups: new Map([[one, WHOLE_ROW]]) }), delta(2, { groups: new Map([[one, 0b10]]) })],
      0,
    );
    expect(merged.groups.get(one)).toBe(WHOLE_ROW);
  });

  test('a row that went is not sent, only that it is gone', () => {
    const merged = mergeDeltas([delta(1, { groups: new Map([[one, WHOLE_ROW]]) }), delta(2, { goneGroups: [1] })], 0);
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
    const { board, poll } = await polled(3);
    const [picture, change] = [await board.shelf.picture(), await board.shelf.since(2)];
    expect(await board.shelf.picture()).toBe(picture);
    expect(await board.shelf.since(2)).toBe(change);
    await poll();
    expect(await board.shelf.picture()).not.toBe(picture);
  });

  test('those who ask while it is made share it too', async () => {
    const { board } = await polled(3);
    const asked = [board.shelf.picture(), board.shelf.picture(), board.shelf.since(1), board.shelf.since(1)];
    const [one, two, three, four] = await Promise.all(asked);
    expect(two).toBe(one);
    expect(four).toBe(three);
  });

  test('the newest step is made before it is published while somebody looks', async () => {
    const { board, poll } = await polled(3);
    expect(board.shelf.step(board.version - 1)).toBeUndefined();
    board.viewers = 1;
    await poll();
    const step = board.shelf.step(board.version - 1);
    expect(readFrame(step)).toMatchObject({ kind: 'delta', from: board.version - 1, version: board.version });
    expect(await board.shelf.since(board.version - 1)).toBe(step);
    expect(board.shelf.step(board.version - 2)).toBeUndefined();
  });

  test('a viewer behind by several versions gets one delta from its own', async () => {
    const { board } = await polled(10);
    expect(readFrame(await board.shelf.since(4))).toMatchObject({ kind: 'delta', from: 4, version: 11 });
  });

  test('who is up to date is told so', async () => {
    const { board } = await polled(2);
    expect(readFrame(await board.shelf.since(board.version))).toMatchObject({
      from: board.version,
      version: board.version,
      groups: [],
      groupCells: [],
      events: [],
    });
  });

  test('further back than is kept there is no delta', async () => {
    const { board } = await polled(80);
    expect(await board.shelf.since(5)).toBeUndefined();
    expect(await board.shelf.since(board.version - 60)).toBeDefined();
    expect(await board.shelf.since(board.version + 1)).toBeUndefined();
  });

  test('a changed row costs its changed cells and not the row', async () => {
    const stage = rehearse();
    const many = Array.from({ length: 200 }, (_, n) => seenGroup({ group: `group-${n}` }));
    await stage.poll({ first: true, changed: [seenStream('s', many)] });
    for (let polls = 0; polls < 40; polls += 1) await stage.poll();
    const rows = [...(stage.board.streams.get('s')?.groups.values() ?? [])];
    const before = rows.map(({ row }) => row);
    await stage.poll({
      changed: [
        seenStream(
          's',
          many.map((seen) => ({ ...seen, consumers: 3 })),
        ),
      ],
    });
    const bits = rows.map(({ row }, at) => changedFields(GROUP_FIELDS, before[at] ?? row, row));
    expect(new Set(bits)).toEqual(new Set([1 << GROUP_FIELDS.indexOf('consumers')]));
    const frame = readFrame(await stage.board.shelf.since(stage.board.version - 1));
    expect(JSON.stringify(frame['groupCells']).length / 200).toBeLessThan(10);
    expect(frame['groups']).toEqual([]);
  });
});
