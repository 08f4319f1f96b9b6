import type { AuditEntry } from '@weir/domain/audit/audit-record';
import type { LimitRule } from '@weir/domain/health/limit-rules';
import { describe, expect, test } from 'vitest';
import { NAMES, rehearse, seenGroup, seenStream, type Rehearsal } from '../observe/rehearsal.ts';
import type { Watch } from '../observe/watch.ts';
import { createLimitDesk, type Asker } from './limit-desk.ts';

const BY: Asker = { visitor: { actor: 'ann', role: 'maintainer' }, origin: '10.0.0.1', reason: ' CHG-7 ' };

/** A desk over a book in memory that keeps rules and records together, as the one on disk does. */
function deskOver(stage: Rehearsal) {
  const rules: LimitRule[] = [];
  const records: AuditEntry[] = [];
  // Sound: of a watch the desk uses its id and its board.
  const watch = { ...NAMES, board: stage.board } as unknown as Watch;
  let ids = 0;
  const desk = createLimitDesk({
    watches: new Map([['main', watch]]),
    here: () => 1_000,
    newId: () => `id${(ids += 1)}`,
    book: {
      limitRules: () => Promise.resolve([...rules]),
      saveLimitRule(rule, entries) {
        const same = rules.findIndex((one) => one.stream === rule.stream && one.group === rule.group);
        if (same >= 0) rules.splice(same, 1);
        rules.push(rule);
        records.push(...entries);
        return Promise.resolve();
      },
      removeLimitRule(ruleId, entries) {
        rules.splice(
          rules.findIndex((one) => one.ruleId === ruleId),
          1,
        );
        records.push(...entries);
        return Promise.resolve();
      },
    },
  });
  return { desk, watch, records };
}

async function watched() {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream('orders', [seenGroup()])] });
  return { stage, ...deskOver(stage) };
}

const limitsOf = (stage: Rehearsal) => stage.board.streams.get('orders')?.groups.get('g')?.limits;
const rule = { stream: 'orders', group: '*', limits: { callMs: 30_000 } };

describe('a health rule', () => {
  test('counts from the moment it is saved', async () => {
    const { stage, desk, watch } = await watched();
    await desk.save(watch, rule, BY);
    expect(limitsOf(stage)?.callMs).toBe(30_000);
  });

  test('is recorded with who, why, and what was before', async () => {
    const { desk, watch, records } = await watched();
    const first = await desk.save(watch, rule, BY);
    await desk.save(watch, { ...rule, limits: { callMs: 90_000 } }, BY);
    const begun = records.filter((entry) => entry.type === 'begun').map(({ body }) => body);
    expect(begun[0]).toMatchObject({
      action: 'set-health-rule',
      actor: 'ann',
      role: 'maintainer',
      origin: '10.0.0.1',
      reason: 'CHG-7',
      what: 'calls within 30 s for all groups on orders',
      detail: { before: null, after: first },
    });
    expect(begun[1]).toMatchObject({ detail: { before: first } });
    expect(records.filter((entry) => entry.type === 'ended')).toHaveLength(2);
  });

  test('that sets nothing is refused, and nothing is recorded', async () => {
    const { desk, watch, records } = await watched();
    const saving = desk.save(watch, { ...rule, limits: { callMs: undefined } }, BY);
    await expect(saving).rejects.toMatchObject({ reason: 'bad-input' });
    expect(records).toEqual([]);
  });

  test('that is removed leaves the default', async () => {
    const { stage, desk, watch, records } = await watched();
    const { ruleId } = await desk.save(watch, rule, BY);
    await desk.remove(watch, ruleId, BY);
    expect(limitsOf(stage)?.callMs).toBe(60_000);
    expect(records.at(-2)).toMatchObject({
      body: { action: 'remove-health-rule', what: 'the defaults again for all groups on orders' },
    });
    await expect(desk.remove(watch, ruleId, BY)).rejects.toMatchObject({ reason: 'not-found' });
  });

  test('of another connection is none here', async () => {
    const { stage, desk, watch } = await watched();
    await desk.save({ ...watch, id: 'other' }, rule, BY);
    expect(limitsOf(stage)?.callMs).toBe(60_000);
  });
});
