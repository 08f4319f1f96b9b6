import type { ApplyAnswer, ReadyPlan } from '@weir/domain/wire/action-answers';
import type { DeadLetterReasons, LettersAnswer } from '@weir/domain/wire/dead-letter-answers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startConsole, type ConsoleRig } from '../../../apps/server/src/rig/console-rig.ts';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { BROKEN, JOBS, startBroker } from './broker-consumer.ts';
import { CHANNEL, FAILED, startMoleculer } from './moleculer-consumer.ts';

// Dead letters as real libraries write them: found, read, sent back, and handled by the very consumer that failed.

let redis: RedisRig;
let rig: ConsoleRig;
let token: string;
beforeAll(async () => {
  redis = await startRedis();
  rig = await startConsole({
    WEIR_REDIS_URL: redis.url,
    WEIR_DEAD_LETTERS: 'broken:* => jobs:*',
    WEIR_DEAD_LETTER_FIELDS: 'origin=source id=source_id error=why',
  });
  token = await rig.token('admin');
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

const main = { connection: 'main' };

async function reasonOf(stream: string, count: number) {
  return until(`${stream} is seen`, 20_000, async () => {
    const { items } = (await rig.query('deadLetters.reasons', main, token)) as DeadLetterReasons;
    return items.find((each) => each.stream === stream && each.count === count);
  });
}

async function mutate<T>(procedure: string, input: object): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await rig.send(`/trpc/${procedure}`, { method: 'POST', headers, body: JSON.stringify(input) });
  return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
}

async function sendBack(stream: string): Promise<ApplyAnswer> {
  const wanted = { kind: 'redrive', ...main, stream, selection: { matching: {} } };
  const { planId, refusal } = await mutate<ReadyPlan>('actions.plan', wanted);
  expect(refusal).toBeNull();
  return mutate<ApplyAnswer>('actions.apply', { planId });
}

describe('dead letters of', { timeout: 60_000 }, () => {
  test('Moleculer channels are recognised by their headers, and handled once they are sent back', async () => {
    const consumer = await startMoleculer(redis.url);
    try {
      for (const order of [1, 2, 3]) await consumer.publish({ order });
      const reason = await reasonOf(FAILED, 3);
      expect(reason).toMatchObject({ origin: CHANNEL, group: 'mail' });
      const page = (await rig.query('deadLetters.entries', { ...main, stream: FAILED }, token)) as LettersAnswer;
      expect(page.items.map(({ letter }) => letter.writtenBy)).toEqual(['Moleculer', 'Moleculer', 'Moleculer']);
      expect(page.items.every(({ letter }) => letter.originalId !== null)).toBe(true);
      consumer.mend();
      expect(await sendBack(FAILED)).toMatchObject({ outcome: 'done', affected: 3 });
      await until('all are handled', 20_000, () => (consumer.handled.length === 3 ? true : undefined));
      expect(consumer.handled).toEqual([{ order: 1 }, { order: 2 }, { order: 3 }]);
      expect(await redis.call('XLEN', FAILED)).toBe(0);
    } finally {
      await consumer.stop();
    }
  });

  test('a worker over redis-streams-broker are recognised by the settings, and handled once they are sent back', async () => {
    const consumer = await startBroker(redis.url);
    try {
      for (const picture of ['a', 'b']) await consumer.publish({ picture });
      const reason = await reasonOf(BROKEN, 2);
      expect(reason).toMatchObject({ origin: JOBS, error: 'not an image' });
      consumer.mend();
      expect(await sendBack(BROKEN)).toMatchObject({ outcome: 'done', affected: 2 });
      await until('all are handled', 20_000, () => (consumer.handled.length === 2 ? true : undefined));
      expect(consumer.handled).toMatchObject([{ picture: 'a' }, { picture: 'b' }]);
      expect(await redis.call('XLEN', BROKEN)).toBe(0);
    } finally {
      await consumer.stop();
    }
  });
});
