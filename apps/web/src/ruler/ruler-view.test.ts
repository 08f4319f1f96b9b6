import { known, unknown } from '@weir/domain/known/known';
import type { RulerAnswer, RulerLane } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { MOST_LANES, rulerView } from './ruler-view.ts';

const AT = 1_795_185_128_000;
const ago = (ms: number) => `${AT - ms}-0`;

const lane = (over: Partial<RulerLane> = {}): RulerLane => ({
  group: 'fulfilment',
  position: ago(60_000),
  oldestUnreadId: known(ago(59_000)),
  unread: { known: true, value: 18_420, quality: 'exact', source: 'counter' },
  pending: 0,
  marks: [],
  marksComplete: true,
  lost: known(0),
  ...over,
});

const ruler = (over: Partial<RulerAnswer> = {}): RulerAnswer => ({
  at: AT,
  firstId: ago(7_200_000),
  lastId: ago(0),
  idsAreTimes: true,
  length: 100_000,
  groups: [lane()],
  neededFrom: known(ago(600_000)),
  safeToTrim: known({ entries: 1_386_400, exact: true, bytes: 360_000_000 }),
  ...over,
});

const view = (
  over: Partial<RulerAnswer> = {},
  levels: readonly [string, 'critical' | 'warning' | 'healthy'][] = [],
) => {
  const drawn = rulerView(ruler(over), 'linear', 800, new Map(levels));
  if (drawn === null) throw new Error('nothing drawn');
  return drawn;
};

describe('log ruler', () => {
  test('an empty stream has no ruler', () => {
    expect(rulerView(ruler({ firstId: null, lastId: null, length: 0 }), 'stretch', 800, new Map())).toBeNull();
  });

  test('the position stands at its time and what follows is unread', () => {
    const [first] = view().lanes;
    expect(first?.position).toBeCloseTo(1 - 60 / 7_200, 9);
    expect(first?.rest).toBe('unread');
  });

  test('a group that read everything has nothing behind its position', () => {
    const done = lane({
      unread: { known: true, value: 0, quality: 'exact', source: 'counter' },
      oldestUnreadId: known(null),
    });
    expect(view({ groups: [done] }).lanes[0]?.rest).toBe('none');
  });

  test('an unknown number of unread entries is neither none nor some', () => {
    const unsure = lane({ unread: { known: false, because: 'entries were deleted' } });
    expect(view({ groups: [unsure] }).lanes[0]?.rest).toBe('unsure');
    expect(view({ groups: [{ ...unsure, position: ago(0) }] }).lanes[0]?.rest).toBe('none');
  });

  test('a group behind the first entry starts torn, with the count', () => {
    const [first] = view({ groups: [lane({ position: ago(9_000_000), lost: known(1_200) })] }).lanes;
    expect(first).toMatchObject({ position: 0, lost: 1_200 });
  });

  test('how much was lost may be unknown; then nothing is claimed', () => {
    expect(view({ groups: [lane({ lost: unknown('no counter') })] }).lanes[0]?.lost).toBe(0);
  });

  test('troubled lanes come first, the rest by name; more than eight wait behind a line', () => {
    const names = ['j', 'i', 'h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'];
    const drawn = view(
      { groups: names.map((group) => lane({ group })) },
      names.map((name) => [name, name === 'h' ? 'critical' : name === 'j' ? 'warning' : 'healthy'] as const),
    );
    expect(drawn.lanes.map(({ lane: { group } }) => group)).toEqual(['h', 'j', 'a', 'b', 'c', 'd', 'e', 'f']);
    expect(drawn.lanes).toHaveLength(MOST_LANES);
    expect(drawn.more.map(({ lane: { group } }) => group)).toEqual(['g', 'i']);
  });

  test('safe to trim reaches to the oldest entry a group needs, or over everything when none is needed', () => {
    expect(view().safeTo).toBeCloseTo(1 - 600 / 7_200, 9);
    expect(view({ neededFrom: known(null) }).safeTo).toBe(1);
  });

  test('nothing is drawn as safe when that is unknown, nothing, or nobody reads', () => {
    expect(view({ neededFrom: unknown('pending of one group was not read') }).safeTo).toBeNull();
    expect(view({ safeToTrim: known({ entries: 0, exact: true, bytes: 0 }) }).safeTo).toBeNull();
    expect(view({ groups: [] }).safeTo).toBeNull();
  });

  test('ids that are not times are placed by counted entries, whatever scale was asked for', () => {
    const drawn = view({
      idsAreTimes: false,
      firstId: '1-0',
      lastId: '1000-0',
      length: 1_000,
      groups: [lane({ position: '10-0', unread: { known: true, value: 250, quality: 'exact', source: 'counted' } })],
    });
    expect(drawn.scale).toBe('entries');
    expect(drawn.ticks.map(({ text }) => text)).toEqual(['first', 'last']);
    expect(drawn.lanes[0]?.position).toBeCloseTo(0.75, 5);
  });

  test('pending entries become marks by how long they wait', () => {
    const marks = [
      { id: ago(3_600_000), idleMs: 3_000_000 },
      { id: ago(1_000), idleMs: 200 },
    ];
    expect(view({ groups: [lane({ marks, pending: 2 })] }).lanes[0]?.marks.map(({ heat }) => heat)).toEqual([4, 0]);
  });
});
