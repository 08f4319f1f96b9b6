import type { History, HistoryTick } from '@weir/domain/history/history';
import { noHistory } from '@weir/domain/history/no-history';
import { RECORDED, type SeriesKind, widthOf } from '@weir/domain/history/series-kinds';
import { known, unknown } from '@weir/domain/known/known';
import { describe, expect, test } from 'vitest';
import { idAt, NOON, rehearse, seenGroup, seenStream } from '../observe/rehearsal.ts';

const unhurried = () => ({ isOver: () => false, breathe: () => Promise.resolve() });

/** A history that keeps what it is told, and answers as it is bidden. */
function listening() {
  const ticks: HistoryTick[] = [];
  const bidden = { answer: 'kept' as 'kept' | 'again' | Promise<'kept'>, state: 'ok' as 'ok' | 'trouble' };
  const history: History = {
    ...noHistory(),
    baselines: () => Promise.resolve([]),
    state: () =>
      bidden.state === 'ok' ? { state: 'ok', note: '' } : { state: 'trouble', sentence: 'The disk is full.' },
    note: async (tick) => {
      ticks.push(tick);
      return bidden.answer;
    },
  };
  const stage = rehearse(unhurried, history);
  return { stage, ticks, bidden };
}

/** The figures of a tick by series: "group orders g w", in the order of its columns. */
function figuresOf(tick: HistoryTick, names: ReadonlyMap<number, string>): Map<string, Record<string, number>> {
  const found = new Map<string, Record<string, number>>();
  let offset = 0;
  for (const key of tick.keys) {
    const name = names.get(key) ?? '';
    // Sound: names are made from ticks, below.
    const kind = name.split(' ', 1)[0] as SeriesKind;
    const cells = tick.figures.subarray(offset, (offset += widthOf(kind)));
    found.set(name, Object.fromEntries(RECORDED[kind].map((column, index) => [column, cells[index] ?? NaN])));
  }
  return found;
}

function namesIn(ticks: readonly HistoryTick[]): Map<number, string> {
  return new Map(
    ticks.flatMap(({ fresh }) =>
      fresh.map(({ key, kind, stream, group, consumer }) => [key, `${kind} ${stream} ${group} ${consumer}`.trim()]),
    ),
  );
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const stream = (pending: number, change: object = {}) => seenStream('orders', [seenGroup({ pending, ...change })]);

const stuck = (at: number) =>
  seenGroup({
    pending: 5,
    unread: FIVE,
    oldestUnreadId: known(idAt(NOON)),
    consumerList: known({ readAt: at, consumers: [dead] }),
  });

describe('what polls tell the history', () => {
  test('first everything with its names, then what changed', async () => {
    const { stage, ticks } = listening();
    await stage.poll({ first: true, changed: [stream(3), seenStream('mails', [])] });
    await settled();
    await stage.poll({ changed: [stream(4)] });
    await settled();
    await stage.poll();
    const [first, second, third] = ticks;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three polls were told');
    expect(first).toMatchObject({ connection: 'main', at: NOON + 2_000, isWhole: true, isAfterGap: true });
    const names = namesIn(ticks);
    expect([...figuresOf(first, names).keys()]).toEqual([
      'total',
      'stream orders',
      'group orders g',
      'consumer orders g c1',
      'stream mails',
    ]);
    expect(second).toMatchObject({ isWhole: false, isAfterGap: false, fresh: [] });
    expect(figuresOf(second, names).get('group orders g')?.['pending']).toBe(4);
    expect(figuresOf(second, names).has('stream mails')).toBe(false);
    expect([...figuresOf(third, names).keys()]).toEqual(['total']);
  });

  test('what is not known is told as that, and instants instead of ages', async () => {
    const { stage, ticks } = listening();
    const blind = seenGroup({
      unread: { known: false, because: 'x' },
      oldestUnreadId: unknown('x'),
      entriesRead: unknown('x'),
      pending: 2,
      oldestPending: known({ id: idAt(NOON - 5_000), consumer: 'c1', idleMs: 1, deliveries: 1, deliveredAt: NOON }),
      position: idAt(NOON - 7_000, 3),
    });
    await stage.poll({ first: true, changed: [seenStream('orders', [blind])] });
    const [tick] = ticks;
    const figures = tick && figuresOf(tick, namesIn(ticks)).get('group orders g');
    expect(figures).toMatchObject({
      unread: NaN,
      unreadQuality: NaN,
      oldestUnreadAt: NaN,
      entriesRead: NaN,
      oldestPendingAt: NOON - 5_000,
      positionMs: NOON - 7_000,
      positionSeq: 3,
      entriesAdded: 10,
    });
  });

  test('a group that is gone, with its consumers', async () => {
    const { stage, ticks } = listening();
    await stage.poll({ first: true, changed: [stream(3)] });
    await settled();
    await stage.poll({ changed: [seenStream('orders', [])] });
    const names = namesIn(ticks);
    expect(ticks[1]?.gone.map((key) => names.get(key))).toEqual(['group orders g', 'consumer orders g c1']);
  });

  test('while one poll is being written the next are put together, and a pause is a gap', async () => {
    const { stage, ticks, bidden } = listening();
    await stage.poll({ first: true, changed: [stream(3)] });
    await settled();
    const writing = Promise.withResolvers<'kept'>();
    bidden.answer = writing.promise;
    await stage.poll({ changed: [stream(4)] });
    await stage.poll({ changed: [seenStream('mails', [])] });
    await stage.poll({ first: true, changed: [stream(6)] });
    expect(ticks).toHaveLength(2);
    bidden.answer = 'kept';
    writing.resolve('kept');
    await settled();
    await stage.poll();
    const last = ticks[2];
    if (last === undefined) throw new Error('the fourth poll was told');
    const figures = figuresOf(last, namesIn(ticks));
    expect([...figures.keys()]).toEqual(expect.arrayContaining(['stream mails', 'group orders g']));
    expect(figures.get('group orders g')?.['pending']).toBe(6);
    expect(last.isAfterGap).toBe(true);
  });

  test('after trouble, and where it is asked to, everything is told anew', async () => {
    const { stage, ticks, bidden } = listening();
    await stage.poll({ first: true, changed: [stream(3)] });
    await settled();
    bidden.state = 'trouble';
    await stage.poll({ changed: [stream(4)] });
    expect(ticks).toHaveLength(1);
    bidden.state = 'ok';
    bidden.answer = 'again';
    await stage.poll();
    await settled();
    bidden.answer = 'kept';
    await stage.poll();
    expect(ticks.slice(1).map(({ isWhole, isAfterGap }) => [isWhole, isAfterGap])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(ticks[2]?.fresh.length).toBe(ticks[0]?.fresh.length);
  });

  test('events are told once, and not lost while nothing could be written', async () => {
    const { stage, ticks, bidden } = listening();
    await stage.poll({ first: true, changed: [stream(3)] });
    await settled();
    bidden.state = 'trouble';
    await stage.poll({ changed: [seenStream('mails', [])] });
    bidden.state = 'ok';
    await stage.poll();
    await settled();
    await stage.poll();
    expect(ticks.map(({ events }) => events.map(({ kind, stream }) => `${kind} ${stream}`))).toEqual([
      [],
      ['appeared mails'],
      [],
    ]);
  });

  test('a verdict is told when it changes, and its words once', async () => {
    const { stage, ticks } = listening();
    // Not judged before it was watched for a while, and known for good before it stops.
    await stage.poll({ first: true, changed: [seenStream('orders', [seenGroup()])] });
    await settled();
    for (let poll = 0; poll < 40; poll += 1) {
      await stage.poll({ changed: [seenStream('orders', [stuck(stage.at + 2_000)])] });
      await settled();
    }
    const told = ticks.map(({ verdicts }) => verdicts.map(({ status }) => status));
    expect(told[0]).toHaveLength(1);
    const later = told.slice(1).flat();
    expect(later).toContain('dead-consumer');
    // Once when it came, and once a minute for its figures; 40 polls are 80 seconds.
    expect(later.length).toBeLessThanOrEqual(4);
    expect(ticks.flatMap(({ verdicts }) => verdicts).at(-1)?.sentence.length).toBeGreaterThan(0);
  });
});

const FIVE = { known: true, value: 5, quality: 'exact', source: 'test' } as const;
const dead = { consumer: 'c1', pending: 5, lastCallAt: NOON - 600_000, lastGotWorkAt: known(NOON - 600_000) };
