import { known, unknown } from '@weir/domain/known/known';
import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import type { DeltaFrame, PictureFrame } from '@weir/domain/wire/live-frame';
import { unpackRow } from '@weir/domain/wire/pack';
import { describe, expect, test } from 'vitest';
import { idAt, NOON, readFrame, rehearse, seenGroup, seenStream } from './rehearsal.ts';

const unread = (value: number) => ({ known: true, value, quality: 'exact', source: 'test' }) as const;

const groupsOf = (frame: { readonly groups: readonly (readonly unknown[])[] }) =>
  frame.groups.map((cells) => unpackRow<GroupRow>(GROUP_FIELDS, cells));

const told = (events: readonly { readonly kind: string; readonly stream: string; readonly group: string }[]) =>
  events.map(({ kind, stream, group }) => `${kind} ${stream}/${group}`);

const ends = (first: number, added: number) =>
  known({
    readAt: NOON,
    firstId: idAt(first),
    lastId: idAt(NOON),
    lastGeneratedId: idAt(NOON),
    entriesAdded: known(added),
    maxDeletedId: known(idAt(0)),
    fat: false,
  });

const down = (attempts: number) =>
  ({
    state: 'down',
    since: NOON,
    reason: 'refused',
    sentence: 'Nothing listens.',
    attempts,
    nextTryAt: null,
  }) as const;

async function twoStreams() {
  const stage = rehearse();
  const orders = seenStream('orders', [seenGroup({ group: 'a' }), seenGroup({ group: 'b' })]);
  const audit = seenStream('audit', [seenGroup({ group: 'c' })]);
  await stage.poll({ first: true, changed: [orders, audit] });
  const delta = async (since: number) => readFrame(await stage.board.shelf.since(since)) as unknown as DeltaFrame;
  const picture = async () => readFrame(await stage.board.shelf.picture()) as unknown as PictureFrame;
  return { stage, orders, audit, delta, picture };
}

describe('the picture after polls', () => {
  test('holds every group and stream, and the sums of them', async () => {
    const { stage, picture } = await twoStreams();
    const frame = await picture();
    expect(frame).toMatchObject({ kind: 'picture', connection: 'main', boot: 'boot-1', version: stage.board.version });
    expect(groupsOf(frame).map(({ stream, group }) => `${stream}/${group}`)).toEqual([
      'orders/a',
      'orders/b',
      'audit/c',
    ]);
    expect(frame.streams).toHaveLength(2);
    expect(frame.summary).toMatchObject({
      streams: 2,
      groups: 3,
      polledAt: stage.at,
      unread: { value: 0, unknownGroups: 0 },
    });
  });

  test('a poll in which nothing changed sends no row, only the head', async () => {
    const { stage, delta } = await twoStreams();
    // Rates leave "unknown" once there is history; after that nothing moves any more.
    for (let polls = 0; polls < 40; polls += 1) await stage.poll();
    const before = stage.board.version;
    await stage.poll();
    const frame = await delta(before);
    expect(frame).toMatchObject({ from: before, version: before + 1, groups: [], streams: [], goneGroups: [] });
    expect(frame.summary.polledAt).toBe(stage.at);
  });

  test('a changed group is sent alone, under the key it always had', async () => {
    const { stage, orders, delta } = await twoStreams();
    for (let polls = 0; polls < 40; polls += 1) await stage.poll();
    const before = stage.board.version;
    const key = stage.board.streams.get('orders')?.groups.get('b')?.key;
    const [a = seenGroup(), b = seenGroup()] = orders.groups;
    await stage.poll({
      changed: [{ ...orders, groups: [a, { ...b, pending: 7, oldestPending: unknown('not read yet') }] }],
    });
    const { groups, groupCells, streamCells } = await delta(before);
    expect(groups).toEqual([]);
    const cells = groupCells.map(([fields, seenAt, [rowKey, ...values]]) => ({
      key: rowKey,
      seenAt,
      ...Object.fromEntries(fields.map((field, at) => [GROUP_FIELDS[field], values[at]])),
    }));
    const changed = { pending: 7, oldestPendingAt: null, oldestPendingBecause: 'not read yet' };
    expect(cells).toEqual([expect.objectContaining({ key, seenAt: stage.at, ...changed })]);
    expect(Object.keys(cells[0] ?? {})).not.toContain('position');
    expect(streamCells).toHaveLength(1);
  });

  test('unknown unread is left out of the sum and counted as unknown', async () => {
    const stage = rehearse();
    const blind = seenGroup({
      group: 'blind',
      unread: { known: false, because: 'Redis does not say' },
      oldestUnreadId: unknown('x'),
    });
    await stage.poll({
      first: true,
      changed: [seenStream('s', [blind, seenGroup({ unread: unread(5), oldestUnreadId: known(idAt(NOON)) })])],
    });
    expect(stage.board.summary.unread).toEqual({ value: 5, unknownGroups: 1, batch: { value: 0, groups: 0 } });
    expect(stage.board.summary.furthest).toMatchObject({ group: 'g', oldestUnreadAt: NOON });
    expect(stage.board.streams.get('s')?.row).toMatchObject({ unread: 5, unreadUnknownGroups: 1 });
  });

  test('polls that wait for one another are taken as one, and none of their changes is lost', async () => {
    const { stage, orders, audit } = await twoStreams();
    const polls = [
      stage.poll({ changed: [{ ...orders, length: 11 }] }),
      stage.poll({ changed: [{ ...audit, length: 12 }] }),
      stage.poll({ changed: [{ ...orders, length: 13 }] }),
    ];
    await Promise.all(polls);
    expect(stage.board.streams.get('orders')?.row.length).toBe(13);
    expect(stage.board.streams.get('audit')?.row.length).toBe(12);
    expect(stage.board.polledAt).toBe(stage.at);
  });

  test('a poll that cannot be taken in does not stop the ones behind it', async () => {
    const { stage, orders } = await twoStreams();
    // Sound for this test: a poll as no gateway makes it.
    const before = stage.board.version;
    await expect(stage.poll({ changed: null as never })).rejects.toThrow();
    await stage.poll({ changed: [{ ...orders, length: 14 }] });
    // Half of it may be on the board: nobody is told changes from before it.
    expect(await stage.board.shelf.since(before)).toBeUndefined();
    expect(stage.board.streams.get('orders')?.row.length).toBe(14);
  });
});

describe('where looking through everything takes long', () => {
  test('what changed is published first, and what the rest turned out to be goes with the next version', async () => {
    const { stage, orders, delta } = await twoStreams();
    const [a, c] = ['orders/a', 'audit/c'].map((name) => {
      const [stream = '', group = ''] = name.split('/');
      return stage.board.streams.get(stream)?.groups.get(group);
    });
    if (a === undefined || c === undefined) throw new Error('the groups went away');
    const judged: boolean[][] = [];
    stage.whenPublished = () => judged.push([a, c].map(({ judgedAt }) => judgedAt === stage.at));
    stage.lookTakesMs = 30;
    // After some twenty seconds the rates of a minute are known: a change that only time brings.
    while (c.row.inPerSecond === null) await stage.poll({ changed: [{ ...orders, length: 11 }] });
    expect(judged.at(-1)).toEqual([true, false]);
    expect(c.judgedAt).toBe(stage.at);
    const keysIn = async (from: number) => (await delta(from)).groupCells.flatMap(([, , cells]) => cells);
    const { version } = stage.board;
    expect(await keysIn(version - 1)).not.toContain(c.key);
    await stage.poll({ changed: [{ ...orders, length: 12 }] });
    expect(await keysIn(version)).toContain(c.key);
  });
});

describe('what is gone', () => {
  test('a deleted stream goes with its groups, by key', async () => {
    const { stage, delta } = await twoStreams();
    const before = stage.board.version;
    const keys = [...(stage.board.streams.get('orders')?.groups.values() ?? [])].map(({ key }) => key);
    await stage.poll({ gone: [{ stream: 'orders', because: 'deleted' }] });
    expect((await delta(before)).goneGroups).toEqual(keys);
    expect((await delta(before)).goneStreams).toHaveLength(1);
    expect(stage.board.summary).toMatchObject({ streams: 1, groups: 1 });
  });

  test('a group destroyed and created again between two polls is another row', async () => {
    const { stage, orders, delta } = await twoStreams();
    const before = stage.board.version;
    const old = stage.board.streams.get('orders')?.groups.get('a')?.key ?? 0;
    const [a = seenGroup(), b = seenGroup()] = orders.groups;
    await stage.poll({ changed: [{ ...orders, groups: [{ ...a, since: stage.at }, b] }] });
    expect((await delta(before)).goneGroups).toEqual([old]);
    const made = groupsOf(await delta(before)).find(({ group }) => group === 'a');
    expect(made?.key).toBeGreaterThan(old);
  });

  test('a stream deleted and created again under its name is another one', async () => {
    const { stage, audit, delta } = await twoStreams();
    const before = stage.board.version;
    const old = stage.board.streams.get('audit')?.key;
    await stage.poll({ changed: [{ ...audit, since: stage.at, groups: [] }] });
    expect((await delta(before)).goneStreams).toEqual([old]);
    expect(stage.board.streams.get('audit')?.key).not.toBe(old);
  });
});

describe('what is told as an event', () => {
  test('nothing of what is seen for the first time', async () => {
    const { stage } = await twoStreams();
    expect(stage.board.events).toEqual([]);
  });

  test('a stream and a group that appear later, and their going', async () => {
    const { stage, audit } = await twoStreams();
    await stage.poll({
      changed: [seenStream('new', []), { ...audit, groups: [...audit.groups, seenGroup({ group: 'd' })] }],
    });
    await stage.poll({
      changed: [{ ...audit, groups: audit.groups }],
      gone: [{ stream: 'new', because: 'not-a-stream' }],
    });
    expect(told(stage.board.events)).toEqual(['appeared new/', 'appeared audit/d', 'gone new/', 'gone audit/d']);
  });

  test('streams found while the search still runs are no news', async () => {
    const stage = rehearse();
    const searching = { complete: false, lastSweepAt: null, patterns: [] };
    await stage.poll({ first: true, changed: [seenStream('one', [])], discovery: searching });
    await stage.poll({ changed: [seenStream('two', [])], discovery: searching });
    expect(stage.board.events).toEqual([]);
  });

  test('a position that goes back', async () => {
    const { stage, orders } = await twoStreams();
    const [a = seenGroup(), b = seenGroup()] = orders.groups;
    await stage.poll({ changed: [{ ...orders, groups: [{ ...a, position: idAt(NOON - 60_000) }, b] }] });
    expect(told(stage.board.events)).toContain('position orders/a');
  });

  test('a large trim, not the small ones of every day', async () => {
    const { stage } = await twoStreams();
    const big = seenStream('big', [], { length: 50_000, ends: ends(NOON - 9_000, 50_000) });
    await stage.poll({ changed: [big] });
    await stage.poll({ changed: [{ ...big, length: 50_000, ends: ends(NOON - 8_900, 50_100) }] });
    await stage.poll({ changed: [{ ...big, length: 10_000, ends: ends(NOON - 100, 50_200) }] });
    const trims = stage.board.events.filter(({ kind }) => kind === 'trim');
    expect(trims).toHaveLength(1);
    expect(trims[0]?.detail).toEqual([{ n: 40_100 }, ' entries removed']);
  });

  test('the link lost once and back once, however many tries lie between', async () => {
    const { stage } = await twoStreams();
    for (const link of [down(1), down(2), down(3), { state: 'up', since: NOON + 52_000 } as const]) {
      stage.watcher.link = link;
      stage.sampler.noteLink(link);
    }
    expect(stage.board.events.map(({ kind, level }) => `${kind} ${level}`)).toEqual(['link critical', 'link healthy']);
    expect(stage.board.events.at(-1)?.detail).toEqual(['after ', { ms: 52_000 }]);
    expect(stage.board.summary.link).toEqual({ state: 'up', since: NOON + 52_000 });
  });
});

describe('history', () => {
  test('a lost link is a gap, not a line', async () => {
    const { stage } = await twoStreams();
    await stage.poll();
    const lostAt = stage.at;
    stage.sampler.noteLink({
      state: 'down',
      since: lostAt,
      reason: 'lost',
      sentence: 'x',
      attempts: 1,
      nextTryAt: null,
    });
    await stage.poll({ first: true });
    await stage.poll();
    const ring = stage.board.streams.get('orders')?.ring;
    const values = ring?.points(0, NOON, stage.at, 100).map(([, value]) => value) ?? [];
    expect(values.filter((value) => value === null)).toHaveLength(1);
    expect(new Set(values.slice(0, values.indexOf(null)))).toEqual(new Set([10]));
    expect(new Set(values.slice(values.indexOf(null) + 1))).toEqual(new Set([10]));
    expect(stage.board.totals.ring.points(0, NOON, stage.at, 100).map(([, value]) => value)).toContain(null);
  });

  test('more series than planned get coarser rings and keep what was recorded', async () => {
    const { stage } = await twoStreams();
    for (let polls = 0; polls < 5; polls += 1) await stage.poll();
    const { oldest, bucketMs } = stage.board.streams.get('orders')?.ring ?? { oldest: null, bucketMs: 0 };
    const many = Array.from({ length: 9_000 }, (_, n) => seenStream(`s${n}`, []));
    await stage.poll({ changed: many });
    const coarser = stage.board.streams.get('orders')?.ring;
    expect(coarser?.bucketMs).toBeGreaterThan(bucketMs);
    expect((coarser?.oldest ?? 0) - (oldest ?? 0)).toBeLessThan(coarser?.bucketMs ?? 0);
    expect(coarser?.valueAt(0, stage.at)).toBe(10);
  });
});
