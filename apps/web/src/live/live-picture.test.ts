import type { GroupRow } from '@weir/domain/wire/group-row';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDelta, applyLink, groupNameKey, type LivePicture, pictureFromFrame } from './live-picture.ts';
import { cellsOf, deltaFrame, eventOf, groupRow, pictureFrame, streamRow, summaryOf } from './test-rows.ts';

function applied(picture: LivePicture, frame: Parameters<typeof applyDelta>[1]): LivePicture {
  const next = applyDelta(picture, frame);
  if (next === 'gap') throw new Error('the delta should have followed on');
  return next;
}

const world = fc.uniqueArray(
  fc.record({ key: fc.integer({ min: 1, max: 6 }), unread: fc.integer({ min: 0, max: 2 }), said: fc.boolean() }),
  { selector: ({ key }) => key, maxLength: 6 },
);

describe('the live picture', () => {
  const payers = groupRow({ key: 1, group: 'payers' });
  const packers = groupRow({ key: 2, group: 'packers' });
  const start = pictureFromFrame(pictureFrame({ groups: [payers, packers], streams: [streamRow({ key: 7 })] }));

  test('a packed picture comes out as the rows that went in', () => {
    expect(start.groups.get(1)).toEqual(payers);
    expect(start.streams.get(7)).toEqual(streamRow({ key: 7 }));
    expect(start.groupKeys.get(groupNameKey('orders', 'packers'))).toBe(2);
  });

  test('a delta replaces what changed and leaves the other rows the same objects', () => {
    const next = applied(start, deltaFrame(1, { groups: [groupRow({ key: 1, unread: 5 })] }));
    expect(next.groups.get(1)?.unread).toBe(5);
    expect(next.groups.get(2)).toBe(start.groups.get(2));
    expect(next.groupKeys).toBe(start.groupKeys);
    expect(next.version).toBe(2);
  });

  test('changed cells are put into the rows they belong to, and only those rows are new objects', () => {
    const later = groupRow({ key: 1, group: 'payers', unread: 5, sentence: ['Behind'], seenAt: 9 });
    const { groupCells } = cellsOf({ groups: [[payers, later]] });
    expect(JSON.stringify(groupCells)).not.toContain('payers');
    const next = applied(start, deltaFrame(1, {}, { groupCells }));
    expect(next.groups.get(1)).toEqual(later);
    expect(next.groups.get(2)).toBe(start.groups.get(2));
    expect(next.groupKeys).toBe(start.groupKeys);
    expect(next.streams).toBe(start.streams);
  });

  test('cells that say what the row says already leave it the same object', () => {
    const cells = cellsOf({
      groups: [[groupRow({ key: 1, group: 'payers', unread: 3, sentence: ['x'] }), payers]],
      streams: [[streamRow({ key: 7, length: 3 }), streamRow({ key: 7 })]],
    });
    const next = applied(start, deltaFrame(1, {}, cells));
    expect(next.groups).toBe(start.groups);
    expect(next.streams).toBe(start.streams);
  });

  test('cells of a row that is gone in the same delta are no row', () => {
    const { groupCells } = cellsOf({ groups: [[payers, groupRow({ key: 1, group: 'payers', unread: 3 })]] });
    const next = applied(start, deltaFrame(1, {}, { groupCells, goneGroups: [1] }));
    expect([...next.groups.keys()]).toEqual([2]);
    expect(next.groupKeys.has(groupNameKey('orders', 'payers'))).toBe(false);
  });

  test('the picture before a delta stays as it was', () => {
    applied(start, deltaFrame(1, { groups: [groupRow({ key: 1, unread: 5 })] }, { goneGroups: [2] }));
    expect(start.groups.get(1)?.unread).toBe(0);
    expect(start.groups.has(2)).toBe(true);
  });

  test('a delta without rows keeps the row maps themselves, so nothing is drawn anew', () => {
    const next = applied(start, deltaFrame(1));
    expect(next.groups).toBe(start.groups);
    expect(next.streams).toBe(start.streams);
    expect(next.events).toBe(start.events);
  });

  test('a delta that starts at another version is a gap', () => {
    expect(applyDelta(start, deltaFrame(2))).toBe('gap');
    expect(applyDelta(start, deltaFrame(0))).toBe('gap');
  });

  test('a delta of another connection is a gap', () => {
    expect(applyDelta(start, deltaFrame(1, {}, { connection: 'other' }))).toBe('gap');
  });

  test('rows that are gone are gone by name too', () => {
    const next = applied(start, deltaFrame(1, {}, { goneGroups: [1], goneStreams: [7] }));
    expect(next.groups.has(1)).toBe(false);
    expect(next.groupKeys.has(groupNameKey('orders', 'payers'))).toBe(false);
    expect(next.streamKeys.has('orders')).toBe(false);
  });

  test('a group that is deleted and made again in one delta is found under its new key', () => {
    const next = applied(
      start,
      deltaFrame(1, { groups: [groupRow({ key: 9, group: 'payers', unread: 3 })] }, { goneGroups: [1] }),
    );
    const key = next.groupKeys.get(groupNameKey('orders', 'payers'));
    expect(key).toBe(9);
    expect(next.groups.get(9)?.unread).toBe(3);
  });

  test('names that only look alike when joined stay apart', () => {
    expect(groupNameKey('a', 'b c')).not.toBe(groupNameKey('a b', 'c'));
  });

  test('events are newest first and known once', () => {
    const one = applied(start, deltaFrame(1, {}, { events: [eventOf(1, 10), eventOf(2, 20)] }));
    const two = applied(one, deltaFrame(2, {}, { events: [eventOf(2, 20), eventOf(3, 15)] }));
    expect(two.events.map((event) => event.id)).toEqual([2, 3, 1]);
  });

  test('a link frame changes the link and nothing else', () => {
    const next = applyLink(start, { kind: 'link', connection: 'main', link: { state: 'connecting', since: 5 } });
    expect(next.summary.link).toEqual({ state: 'connecting', since: 5 });
    expect(next.groups).toBe(start.groups);
    expect(applyLink(start, { kind: 'link', connection: 'other', link: { state: 'connecting', since: 5 } })).toBe(
      start,
    );
  });

  test('a thousand deltas end where one picture of the end would', () => {
    let picture = start;
    for (let version = 1; version <= 1_000; version += 1)
      picture = applied(
        picture,
        deltaFrame(version, {
          groups: [groupRow({ key: (version % 5) + 1, group: `g${version % 5}`, unread: version })],
        }),
      );
    expect([...picture.groups.values()].map((row) => row.unread).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      996, 997, 998, 999, 1_000,
    ]);
    expect(picture.summary).toEqual(summaryOf());
  });

  test('any deltas, one by one or skipped and merged, end in the rows of the newest picture', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(world, fc.boolean()), { minLength: 1, maxLength: 20 }), (steps) => {
        // Keys are never given again, so a row that comes back has a new one.
        const keys = new Map<number, number>();
        let given = 0;
        let [now, seen, version] = [new Map<number, GroupRow>(), new Map<number, GroupRow>(), 1];
        let picture = pictureFromFrame(pictureFrame({}));
        for (const [drawn, sent] of steps) {
          const there = new Set(drawn.map(({ key }) => key));
          for (const key of keys.keys()) if (!there.has(key)) keys.delete(key);
          for (const { key } of drawn) if (!keys.has(key)) keys.set(key, (given += 1));
          now = new Map(
            drawn.map(({ key, unread, said }) => {
              const row = groupRow({ key: keys.get(key) ?? 0, group: `g${key}`, unread, sentence: said ? ['x'] : [] });
              return [row.key, row];
            }),
          );
          version += 1;
          if (!sent) continue;
          const changed = [...now.values()].flatMap((row) => {
            const old = seen.get(row.key);
            return old === undefined ? [] : [[old, row] as const];
          });
          const before = picture;
          picture = applied(
            picture,
            deltaFrame(
              picture.version,
              { groups: [...now.values()].filter((row) => !seen.has(row.key)) },
              {
                ...cellsOf({ groups: changed }),
                goneGroups: [...seen.keys()].filter((key) => !now.has(key)),
                version,
              },
            ),
          );
          expect(new Map(picture.groups)).toEqual(now);
          expect(new Set(picture.groupKeys.values())).toEqual(new Set(now.keys()));
          for (const [key, row] of before.groups) {
            const [old, later] = [seen.get(key), now.get(key)];
            if (JSON.stringify(old) === JSON.stringify(later)) expect(picture.groups.get(key)).toBe(row);
          }
          seen = now;
        }
      }),
    );
  });
});
