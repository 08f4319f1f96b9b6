import { afterAll, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

// A server that looks for the place of an early entry from the newest on: what stands in front of it here.
const NEWER = 40_000;
const RETURNED = 150;

let acting: ActingRedis | undefined;
afterAll(() => acting?.close());

test('where each entry takes long to go back a step ends by itself, and the next one goes on behind it', async (context) => {
  acting = await startActing({ binary: await needServer(context, 'redis-8.6.3') });
  const { rig } = acting;
  await rig.call('EVAL', `for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'f', '') end`, 1, 's', NEWER);
  await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
  const read = `for at = 1, ARGV[1] / 100 do
    redis.call('XREADGROUP', 'GROUP', 'g', 'c' .. at % 3, 'COUNT', 100, 'STREAMS', KEYS[1], '>')
  end`;
  await rig.call('EVAL', read, 1, 's', NEWER);
  const seen = await acting.seen('s', 'g');
  for (let number = 1; number <= 2; number += 1) {
    const entries = seen.slice((number - 1) * 20_000, number * 20_000);
    const claim = {
      kind: 'claim',
      stream: 's',
      group: 'g',
      consumer: 'taker',
      deliveries: 'add-one',
      entries,
    } as const;
    expect(await acting.run({ ...claim, job: 'taken', number })).toMatchObject({ result: { done: 20_000 } });
  }
  const left = (await acting.seen('s', 'g')).slice(0, RETURNED);
  // Left out and said once, although the steps before it looked as far.
  await rig.call('XACK', 's', 'g', '90-0');
  const returns = left.map((each, at) => ({ left: each, before: seen[at] ?? each }));
  const outcome = await acting.run({ kind: 'give-back', stream: 's', group: 'g', returns, job: 'back' });
  expect(outcome).toMatchObject({
    outcome: 'done',
    result: { done: RETURNED - 1, looked: RETURNED, more: false, skipped: [{ id: '90-0', reason: 'not-pending' }] },
  });
  expect(Number(await rig.call('HGET', 'weir:job:back', 'step'))).toBeGreaterThan(4);
  const after = await acting.seen('s', 'g');
  const expected = seen.slice(0, RETURNED).filter(({ id }) => id !== '90-0');
  expect(after.slice(0, RETURNED - 1).map(({ id, consumer, deliveries }) => [id, consumer, deliveries])).toEqual(
    expected.map(({ id, consumer, deliveries }) => [id, consumer, deliveries]),
  );
  expect(after[RETURNED]).toMatchObject({ consumer: 'taker', deliveries: 2 });
});

test('there an earlier time costs a look at each that was delivered later, and leaving it out costs nothing', async () => {
  if (acting === undefined) throw new Error('nothing pending');
  const { rig } = acting;
  await rig.call('CONFIG', 'SET', 'slowlog-log-slower-than', 0);
  const [timed, anew] = [await medianMicros('TIME', 1_000), await medianMicros()];
  expect(timed).toBeGreaterThan(4 * anew);

  /** Of claims of the first entries, each by itself, back in front of all others. */
  async function medianMicros(...time: (string | number)[]): Promise<number> {
    const micros: number[] = [];
    for (let at = 1; at <= 21; at += 1) {
      await rig.call('SLOWLOG', 'RESET');
      await rig.call('XCLAIM', 's', 'g', 'back', 0, `${at}-0`, ...time, 'JUSTID');
      const log = (await rig.call('SLOWLOG', 'GET', 10)) as [number, number, number, string[]][];
      micros.push(log.find(([, , , [command]]) => command === 'XCLAIM')?.[2] ?? 0);
    }
    return micros.toSorted((a, b) => a - b)[10] ?? 0;
  }
});
