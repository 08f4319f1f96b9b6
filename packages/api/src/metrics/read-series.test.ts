import { noHistory } from '@weir/domain/history/no-history';
import { known } from '@weir/domain/known/known';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { describe, expect, test } from 'vitest';
import { idAt, NAMES, NOON, rehearse, seenGroup, seenStream } from '../observe/rehearsal.ts';
import type { Watch } from '../observe/watch.ts';
import { readSeries } from './read-series.ts';
import { readSparks } from './read-sparks.ts';

const added = (count: number) =>
  known({
    readAt: NOON,
    firstId: idAt(NOON),
    lastId: idAt(NOON),
    lastGeneratedId: idAt(NOON),
    entriesAdded: known(count),
    maxDeletedId: known(idAt(0)),
    fat: false,
  });

const unread = (value: number) => ({ known: true, value, quality: 'exact', source: 'test' }) as const;

/** A stream to which entries are added faster and faster, none of them read. */
async function growing(polls: number) {
  const stage = rehearse();
  let count = 0;
  for (let n = 0; n < polls; n += 1) {
    count += n;
    const group = seenGroup({
      unread: unread(count),
      oldestUnreadId: known(count === 0 ? null : idAt(NOON)),
      pending: n,
    });
    await stage.poll({ first: n === 0, changed: [seenStream('s', [group], { ends: added(count), length: count })] });
  }
  const gateway = { watcher: { look: () => {} } };
  // Sound for both: they read a watch's board and tell its watcher who is looked at.
  const watch = { ...NAMES, board: stage.board, gateway, history: noHistory() } as unknown as Watch;
  const series = async (change: Partial<Parameters<typeof readSeries>[1]>) =>
    (await readSeries(watch, { metrics: ['unread'], from: NOON, to: stage.at, maxPoints: 600, ...change })).items;
  return { stage, watch, series };
}

const values = (points: readonly (readonly [number, number | null])[] | undefined) => points?.map(([, value]) => value);

describe('the series of a whole connection', () => {
  test('draw the last hour of every tile for somebody who has just come', async () => {
    const { series, stage } = await growing(20);
    const items = await series({
      metrics: ['unread', 'behindMs', 'pending', 'inPerSecond', 'outPerSecond', 'memoryBytes'],
    });
    const [unreadAll, behind, pending, rateIn, , memory] = items.map(({ points }) => points);
    expect(values(unreadAll)?.at(-1)).toBe(190);
    expect(values(behind)?.at(-1)).toBe(stage.at - NOON);
    expect(values(pending)?.at(-1)).toBe(19);
    expect(values(rateIn)?.at(-1)).toBe(stage.board.summary.inPerSecond);
    expect(new Set(values(memory))).toEqual(new Set([null]));
  });

  test('a pause in polling is a gap', async () => {
    const { series, stage } = await growing(5);
    stage.watcher.paused = true;
    stage.sampler.announce();
    stage.watcher.paused = false;
    await stage.poll();
    expect(values((await series({}))[0]?.points)).toContain(null);
  });

  test('where no group is known to be behind and some are not known, behind is not zero', async () => {
    const stage = rehearse();
    const blind = seenGroup({ unread: { known: false, because: 'x' }, oldestUnreadId: { known: false, because: 'x' } });
    await stage.poll({ first: true, changed: [seenStream('s', [blind])] });
    const { ring } = stage.board.totals;
    expect([ring.valueAt(0, stage.at), ring.valueAt(1, stage.at)]).toEqual([null, null]);
  });

  test('what only a stream or a group has is refused by name', async () => {
    const { series } = await growing(2);
    await expect(series({ metrics: ['length'] })).rejects.toThrow(ConsoleError);
    await expect(series({ group: 'g' })).rejects.toThrow(ConsoleError);
  });
});

describe('the small drawings', () => {
  test('a stream has the rate of what comes in, after a minute already', async () => {
    const { watch } = await growing(30);
    const [spark] = (await readSparks(watch, { rows: [{ stream: 's', metric: 'inPerSecond' }], points: 120 })).items;
    const drawn = values(spark?.points) ?? [];
    expect(drawn.length).toBeGreaterThanOrEqual(5);
    expect(drawn.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(drawn);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('each point says how long ago it was, so that a young series is not drawn as an hour', async () => {
    const { watch, stage } = await growing(30);
    const of = { stream: 's', group: 'g', metric: 'unread' } as const;
    const [spark] = (await readSparks(watch, { rows: [of], points: 120 })).items;
    const wanted = { ...of, metrics: ['unread'], from: NOON, to: stage.at, maxPoints: 120 } as const;
    const [series] = (await readSeries(watch, wanted)).items;
    const polledAt = stage.board.polledAt ?? 0;
    expect(spark?.points).toEqual(series?.points.map(([t, value]) => [(polledAt - t) / 1000, value]));
    expect(spark?.points.at(-1)?.[0]).toBe(0);
    expect(spark?.points[0]?.[0]).toBeGreaterThan(50);
  });

  test('a stream whose server keeps no count is drawn by its growth', async () => {
    const stage = rehearse();
    for (let n = 0; n < 30; n += 1)
      await stage.poll({ changed: [seenStream('s', [], { length: n * 10, ends: { known: false, because: 'x' } })] });
    // Sound for the drawings: they read a watch's board alone.
    const watch = { ...NAMES, board: stage.board, history: noHistory() } as unknown as Watch;
    const [spark] = (await readSparks(watch, { rows: [{ stream: 's', metric: 'inPerSecond' }], points: 120 })).items;
    expect(spark?.points.at(-1)?.[1]).toBeCloseTo(5);
  });

  test('a row that is not known any more has no points', async () => {
    const { watch } = await growing(3);
    const rows = [{ stream: 'gone', metric: 'length' }] as const;
    expect((await readSparks(watch, { rows, points: 60 })).items).toEqual([{ points: [] }]);
  });
});
