import type { LimitRule } from '@weir/domain/health/limit-rules';
import { DEFAULT_LIMITS } from '@weir/domain/health/limits';
import { expect, test } from 'vitest';
import { applyLimitRules } from './apply-limit-rules.ts';
import { rehearse, seenGroup, seenStream } from './rehearsal.ts';

const rule: LimitRule = {
  ruleId: 'r1',
  connection: 'main',
  stream: 'orders*',
  group: '*',
  limits: { batchEveryMs: 3_600_000 },
  setBy: 'ann',
  setAt: 0,
};

test('health rules count for groups that are there, from the next poll on, and for those that come later', async () => {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream('orders', [seenGroup()]), seenStream('mails', [seenGroup()])] });
  applyLimitRules(stage.board, [rule]);
  await stage.poll({ changed: [seenStream('orders:eu', [seenGroup()])] });
  const limitsOf = (stream: string) => stage.board.streams.get(stream)?.groups.get('g')?.limits;
  expect(limitsOf('orders')?.batchEveryMs).toBe(3_600_000);
  expect(limitsOf('orders:eu')?.batchEveryMs).toBe(3_600_000);
  expect(limitsOf('mails')).toEqual(DEFAULT_LIMITS);
  expect(stage.board.streams.get('orders')?.groups.get('g')?.row.status).toBe('batch');
});

test('taken away they no longer count', async () => {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream('orders', [seenGroup()])] });
  applyLimitRules(stage.board, [rule]);
  await stage.poll();
  applyLimitRules(stage.board, []);
  await stage.poll();
  const group = stage.board.streams.get('orders')?.groups.get('g');
  expect(group?.limits).toEqual(DEFAULT_LIMITS);
  expect(group?.row.nextRunAt).toBe(0);
});
