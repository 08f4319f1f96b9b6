import { known } from '@weir/domain/known/known';
import { applyCells } from '@weir/domain/wire/changed-cells';
import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import type { DeltaFrame, PictureFrame } from '@weir/domain/wire/live-frame';
import { unpackRow } from '@weir/domain/wire/pack';
import { STREAM_FIELDS, type StreamRow } from '@weir/domain/wire/stream-row';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame } from './delta-shelf.ts';
import { idAt, NOON, readFrame, type Rehearsal, rehearse, seenGroup, seenStream } from './rehearsal.ts';

interface Tab {
  readonly version: number;
  readonly groups: ReadonlyMap<number, GroupRow>;
  readonly streams: ReadonlyMap<number, StreamRow>;
}

function fromPicture(frame: Frame): Tab {
  // Sound: what `picture` makes.
  const { version, groups, streams } = readFrame(frame) as unknown as PictureFrame;
  return {
    version,
    groups: new Map(groups.map((cells) => unpackRow<GroupRow>(GROUP_FIELDS, cells)).map((row) => [row.key, row])),
    streams: new Map(streams.map((cells) => unpackRow<StreamRow>(STREAM_FIELDS, cells)).map((row) => [row.key, row])),
  };
}

function after(tab: Tab, frame: Frame | undefined): Tab {
  // Sound: what `since` makes.
  const delta = readFrame(frame) as unknown as DeltaFrame;
  expect(delta.from).toBe(tab.version);
  const [groups, streams] = [new Map(tab.groups), new Map(tab.streams)];
  for (const key of delta.goneGroups) groups.delete(key);
  for (const key of delta.goneStreams) streams.delete(key);
  for (const cells of delta.groups) {
    const row = unpackRow<GroupRow>(GROUP_FIELDS, cells);
    groups.set(row.key, row);
  }
  for (const cells of delta.streams) {
    const row = unpackRow<StreamRow>(STREAM_FIELDS, cells);
    streams.set(row.key, row);
  }
  for (const row of applyCells<GroupRow>(GROUP_FIELDS, groups, delta.groupCells)) groups.set(row.key, row);
  for (const row of applyCells<StreamRow>(STREAM_FIELDS, streams, delta.streamCells)) streams.set(row.key, row);
  return { version: delta.version, groups, streams };
}

// A row that changed and changed back while a tab was away is left alone there; it keeps when it was seen before.
function cellsOf({ version, groups, streams }: Tab) {
  const cells = (rows: Tab['groups'] | Tab['streams']) =>
    new Map([...rows].map(([key, row]) => [key, { ...row, seenAt: 0 }]));
  return { version, groups: cells(groups), streams: cells(streams) };
}

interface Move {
  readonly stream: number;
  readonly group: number;
  readonly does: 'pending' | 'unread' | 'reads' | 'created' | 'destroyed' | 'deleted' | 'nothing';
  readonly n: number;
}

/** Streams and groups to which things happen; the streams as a poll sees them. */
function createWorld(stage: Rehearsal) {
  const streams = new Map<string, ReturnType<typeof seenStream>>();
  return (moves: readonly Move[]): Parameters<Rehearsal['poll']>[0] => {
    const at = stage.at + 2_000;
    const changed = new Set<string>();
    const gone = new Set<string>();
    for (const { stream: s, group: g, does, n } of moves) {
      const [name, groupName] = [`s${s}`, `g${g}`];
      const stream = streams.get(name) ?? seenStream(name, [], { since: at, length: 0 });
      if (does === 'nothing') continue;
      if (does === 'deleted') {
        if (streams.delete(name)) gone.add(name);
        changed.delete(name);
        continue;
      }
      const others = stream.groups.filter(({ group }) => group !== groupName);
      const held = stream.groups.find(({ group }) => group === groupName);
      const made = seenGroup({ group: groupName, since: at });
      const next =
        does === 'destroyed' ? [] : [does === 'created' || held === undefined ? made : changeOf(held, does, n, at)];
      streams.set(name, { ...stream, length: stream.length + n, seenAt: at, groups: [...others, ...next] });
      changed.add(name);
    }
    return {
      changed: [...changed].flatMap((name) => streams.get(name) ?? []),
      gone: [...gone].filter((name) => !streams.has(name)).map((stream) => ({ stream, because: 'deleted' })),
    };
  };
}

function changeOf(held: ReturnType<typeof seenGroup>, does: Move['does'], n: number, at: number) {
  if (does === 'pending') return { ...held, pending: held.pending + n };
  if (does === 'reads') return { ...held, position: idAt(at), entriesRead: known(n * 7) };
  return {
    ...held,
    unread: { known: true, value: n, quality: 'exact', source: 'test' } as const,
    oldestUnreadId: known(n === 0 ? null : idAt(NOON + n)),
  };
}

const move = fc.record({
  stream: fc.integer({ min: 0, max: 2 }),
  group: fc.integer({ min: 0, max: 2 }),
  does: fc.constantFrom<Move['does'][]>('pending', 'unread', 'reads', 'created', 'destroyed', 'deleted', 'nothing'),
  n: fc.integer({ min: 0, max: 3 }),
});

test('whenever a tab resumes, and however many versions it missed, it holds the rows of the newest picture', async () => {
  const ticks = fc.array(
    fc.record({
      moves: fc.array(move, { maxLength: 4 }),
      resumes: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(ticks, async (steps) => {
      const stage = rehearse();
      const { shelf } = stage.board;
      const happens = createWorld(stage);
      await stage.poll({ first: true, ...happens([{ stream: 0, group: 0, does: 'created', n: 1 }]) });
      // The first tab follows every version, the others come back now and then.
      const tabs = Array.from({ length: 4 }, () => fromPicture);
      let held = await Promise.all(tabs.map(async (open) => open(await shelf.picture())));
      stage.board.viewers = 1;
      for (const { moves, resumes } of steps) {
        await stage.poll(happens(moves));
        held = await Promise.all(
          held.map(async (tab, nth) => (nth === 0 || resumes[nth] ? after(tab, await shelf.since(tab.version)) : tab)),
        );
        const newest = fromPicture(await shelf.picture());
        expect(held[0]).toEqual(newest);
        for (const [nth, tab] of held.entries()) if (resumes[nth]) expect(cellsOf(tab)).toEqual(cellsOf(newest));
      }
    }),
    { numRuns: 150 },
  );
});

test('what is found only after a version was published reaches every tab with the next ones', async () => {
  const steps = fc.array(fc.array(move, { maxLength: 4 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(steps, async (polls) => {
      const stage = rehearse();
      const happens = createWorld(stage);
      await stage.poll({ first: true, ...happens([{ stream: 0, group: 0, does: 'created', n: 1 }]) });
      const early = fromPicture(await stage.board.shelf.picture());
      let follows = early;
      stage.lookTakesMs = 15;
      for (const moves of polls) {
        await stage.poll(happens(moves));
        follows = after(follows, await stage.board.shelf.since(follows.version));
      }
      stage.lookTakesMs = 0;
      await stage.poll();
      const newest = fromPicture(await stage.board.shelf.picture());
      expect(cellsOf(after(follows, await stage.board.shelf.since(follows.version)))).toEqual(cellsOf(newest));
      expect(cellsOf(after(early, await stage.board.shelf.since(early.version)))).toEqual(cellsOf(newest));
    }),
    { numRuns: 100 },
  );
});

const groups = (pending: number) => Array.from({ length: 250 }, (_, n) => seenGroup({ group: `g${n}`, pending }));

test('a picture made while a poll is taken in is put right by the change since its version', async () => {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream('a', groups(0)), seenStream('b', groups(0))] });
  const making = stage.board.shelf.picture();
  const taking = stage.poll({
    changed: [seenStream('a', groups(5)), seenStream('c', groups(1))],
    gone: [{ stream: 'b', because: 'deleted' }],
  });
  const early = fromPicture(await making);
  await taking;
  expect(early.version).toBe(stage.board.version - 1);
  const tab = after(early, await stage.board.shelf.since(early.version));
  expect(tab).toEqual(fromPicture(await stage.board.shelf.picture()));
});
