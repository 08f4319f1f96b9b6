import { setTimeout as pause } from 'node:timers/promises';
import { actionInput } from '@weir/domain/actions/action-input';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { openUndoCourse, type UndoCourse } from './undo-course.ts';

const ROUNDS = process.env['WEIR_SOAK'] === '1' ? 500 : 4;
const COUNT = 150;
const TIMEOUT = { timeout: 900_000 };

let course: UndoCourse;
let consumer: Redis;
beforeAll(async () => {
  course = await openUndoCourse();
  consumer = new Redis(course.redis.port, { protocol: 2 });
});
afterAll(async () => {
  consumer.disconnect();
  await course.close();
});

async function prepared(stream: string): Promise<void> {
  for (let at = 1; at <= COUNT; at += 1) void course.redis.call('XADD', stream, `${at}-0`, 'f', 'v');
  await course.redis.call('XGROUP', 'CREATE', stream, 'g', 0);
  await course.redis.call('XREADGROUP', 'GROUP', 'g', 'had', 'COUNT', COUNT, 'STREAMS', stream, '>');
}

async function pendingIn(stream: string): Promise<ReadonlyMap<string, string>> {
  const rows = (await course.redis.call('XPENDING', stream, 'g', '-', '+', 10_000)) as [
    string,
    string,
    number,
    number,
  ][];
  return new Map(rows.map(([id, owner, , deliveries]) => [id, `${owner} ${deliveries}`]));
}

async function madeAndPlanned(stream: string, fields: object) {
  const input = actionInput.parse({ connection: 'main', stream, group: 'g', ...fields });
  const { jobId } = await course.apply(await course.plan(input));
  return course.planUndo(stream, jobId ?? '');
}

test(
  'while claimed entries go back consumers acknowledge and take some: what they did stands, the rest goes back',
  TIMEOUT,
  async () => {
    const thrown = dice(20_261_127);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const stream = `race:${round}`;
      await prepared(stream);
      const plan = await madeAndPlanned(stream, {
        kind: 'claim',
        selection: { matching: {} },
        to: { consumer: 'has' },
        watch: false,
      });
      const acknowledged = new Set<string>();
      const taken = new Set<string>();
      const rivals = async (): Promise<void> => {
        for (let at = 1; at <= COUNT; at += thrown.between(2, 9)) {
          const id = `${at}-0`;
          if (thrown.between(0, 1) === 0) {
            if ((await consumer.xack(stream, 'g', id)) === 1) acknowledged.add(id);
          } else {
            await consumer.xclaim(stream, 'g', 'rival', 0, id, 'JUSTID');
            taken.add(id);
          }
          if (thrown.between(0, 3) === 0) await pause(thrown.between(0, 3));
        }
      };
      const [undone] = await Promise.all([course.apply(plan), rivals()]);
      expect(undone.affected + undone.skippedTotal).toBe(COUNT);
      const now = await pendingIn(stream);
      for (let at = 1; at <= COUNT; at += 1) {
        const id = `${at}-0`;
        const wanted = acknowledged.has(id) ? undefined : taken.has(id) ? 'rival 1' : 'had 1';
        expect([id, now.get(id)]).toEqual([id, wanted]);
      }
      await course.redis.call('UNLINK', stream);
    }
  },
);

test(
  'a consumer that reads on while its group is made anew gets what is new, and the old list is whole',
  TIMEOUT,
  async () => {
    for (let round = 1; round <= Math.ceil(ROUNDS / 4); round += 1) {
      const stream = `anew:${round}`;
      await prepared(stream);
      const plan = await madeAndPlanned(stream, { kind: 'destroy-group' });
      const reading = { on: true };
      const got: string[] = [];
      const reader = (async () => {
        for (let at = COUNT + 1; reading.on; at += 1) {
          await consumer.xadd(stream, `${at}-0`, 'f', 'v');
          try {
            const rows = (await consumer.call('XREADGROUP', 'GROUP', 'g', 'live', 'STREAMS', stream, '>')) as
              | [string, [string, unknown][]][]
              | null;
            for (const [, entries] of rows ?? []) got.push(...entries.map(([id]) => id));
          } catch (error) {
            expect(String(error)).toContain('NOGROUP');
          }
          await pause(1);
        }
      })();
      expect(await course.apply(plan)).toMatchObject({ outcome: 'done', affected: COUNT, skippedTotal: 0 });
      reading.on = false;
      await reader;
      const now = await pendingIn(stream);
      for (let at = 1; at <= COUNT; at += 1) expect(now.get(`${at}-0`)).toBe('had 1');
      expect(new Set(got).size).toBe(got.length);
      expect(got.every((id) => Number(id.split('-')[0]) > COUNT && now.get(id) === 'live 1')).toBe(true);
      expect(now.size).toBe(COUNT + got.length);
    }
  },
);
