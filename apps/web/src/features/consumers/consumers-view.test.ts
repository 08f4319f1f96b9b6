import { known, unknown } from '@weir/domain/known/known';
import type { ConsumerAnswer, ConsumersAnswer } from '@weir/domain/wire/answers';
import { WAITING_EDGES_MS } from '@weir/domain/wire/waiting-time';
import { describe, expect, test } from 'vitest';
import {
  consumersInOrder,
  coverageWords,
  healthCounts,
  notCountedWords,
  tellsLastWork,
  waitCells,
} from './consumers-view.ts';

const consumer = (over: Partial<ConsumerAnswer>): ConsumerAnswer => ({
  consumer: 'worker-1',
  pending: 0,
  idleMs: 300,
  inactiveMs: known(300),
  lastCallAt: 0,
  lastGotWorkAt: known(0),
  health: 'active',
  level: 'healthy',
  reason: '',
  cells: [0, 0, 0, 0, 0, 0],
  ...over,
});

const answer = (over: Partial<ConsumersAnswer>): ConsumersAnswer => ({
  items: [consumer({})],
  nextCursor: null,
  total: 1,
  because: '',
  readAt: 0,
  edgesMs: WAITING_EDGES_MS,
  cellsLookedAt: 10,
  cellsComplete: true,
  cellsAt: Date.UTC(2026, 10, 20, 14, 32, 8),
  ...over,
});

const live = { kind: 'live', zone: 'utc' } as const;

describe('consumers', () => {
  test('stand worst first, then by what they hold, then by name', () => {
    const items = [
      consumer({ consumer: 'b', pending: 5 }),
      consumer({ consumer: 'c', pending: 9 }),
      consumer({ consumer: 'a', pending: 5 }),
      consumer({ consumer: 'd', level: 'warning', health: 'slow' }),
      consumer({ consumer: 'e', level: 'critical', health: 'dead' }),
    ];
    expect(consumersInOrder(items).map((item) => item.consumer)).toEqual(['e', 'd', 'c', 'a', 'b']);
  });

  test('are counted by state, worst first, without the states nobody is in', () => {
    const items = [consumer({}), consumer({}), consumer({ health: 'dead' }), consumer({ health: 'idle' })];
    expect(healthCounts(items)).toBe('1 dead, 1 idle, 2 active');
    expect(healthCounts([])).toBe('');
  });

  test('each cell leads to its range of the pending list', () => {
    const cells = waitCells(consumer({ cells: [1, 0, 0, 0, 0, 1284] }), WAITING_EDGES_MS);
    expect(cells?.[5]).toEqual({ name: '> 45 m', count: 1284, heat: 4, idle: '45m..' });
    expect(cells?.[0]).toEqual({ name: '< 10 s', count: 1, heat: 0, idle: '..10s' });
  });

  test('cells that were not counted are not six zeros', () => {
    expect(waitCells(consumer({ cells: null }), WAITING_EDGES_MS)).toBeNull();
    expect(coverageWords(answer({ items: [consumer({ cells: null })] }), 10, live)).toBe(
      'Waiting times are being counted.',
    );
  });

  test('a count that stopped early says how far it got', () => {
    expect(coverageWords(answer({}), 10, live)).toBe('');
    expect(coverageWords(answer({ cellsComplete: false, cellsLookedAt: 100_000 }), 900_000, live)).toBe(
      'Waiting times are of the oldest 100,000 of 900,000 pending entries at 14:32:08.',
    );
  });

  test('nothing is on its way while Redis does not answer', () => {
    const none = answer({ items: [consumer({ cells: null })] });
    expect(coverageWords(none, 10, { ...live, kind: 'redis-lost' })).toBe(
      'Waiting times are not counted: Redis does not answer.',
    );
    expect(notCountedWords('weir-lost')).toBe('not counted: Weir does not answer');
    expect(notCountedWords('live')).toBe('not counted yet');
  });

  test('cells that do not add up to what a consumer holds say when they were counted', () => {
    const items = [consumer({ pending: 12, cells: [10, 0, 0, 0, 0, 0] })];
    expect(coverageWords(answer({ items }), 12, live)).toBe(
      'Waiting times were counted at 14:32:08. Pending is of another moment, so the two may differ.',
    );
    expect(coverageWords(answer({ items: [consumer({ pending: 10, cells: [10, 0, 0, 0, 0, 0] })] }), 10, live)).toBe(
      '',
    );
  });

  test('a server that cannot tell when a consumer last got work has no column for it', () => {
    expect(tellsLastWork([consumer({ lastGotWorkAt: unknown('needs Redis 7.2') })])).toBe(false);
    expect(tellsLastWork([consumer({ lastGotWorkAt: known(null) })])).toBe(true);
  });
});
