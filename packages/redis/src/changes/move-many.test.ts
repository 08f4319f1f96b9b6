import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

// What moves entries in numbers: how it reads them, and that it goes gently when told to.
let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

async function pendingEntries(count: number, bytes: (at: number) => number = () => 8) {
  const { rig } = acting;
  streams += 1;
  const stream = `many${streams}`;
  await Promise.all(
    Array.from({ length: count }, (_, at) =>
      rig.call('XADD', stream, `${at + 1}-0`, 'n', at + 1, 'v', 'x'.repeat(bytes(at))),
    ),
  );
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', count, 'STREAMS', stream, '>');
  return { rig, stream, dlq: `${stream}:dlq`, seen: await acting.seen(stream, 'g') };
}

const numbersOf = async (stream: string) =>
  ((await acting.rig.call('XRANGE', stream, '-', '+')) as [string, string[]][]).map(([, words]) => Number(words[1]));

async function readsOf(work: () => Promise<unknown>): Promise<number> {
  await acting.rig.call('CONFIG', 'RESETSTAT');
  await work();
  const said = String(await acting.rig.call('INFO', 'commandstats'));
  return Number(/cmdstat_xrange:calls=(\d+)/.exec(said)?.[1] ?? 0);
}

const deadLetter = (stream: string, entries: readonly SeenEntry[]) =>
  ({ kind: 'dead-letter', stream, group: 'g', to: `${stream}:dlq`, create: true, reason: 'r', entries }) as const;

test('entries one behind the other are read together, there and back', async () => {
  const { rig, stream, dlq, seen } = await pendingEntries(600);
  const away = await readsOf(() => acting.run(deadLetter(stream, seen)));
  expect(away).toBeLessThan(100);
  expect(await numbersOf(dlq)).toEqual(seen.map(({ id }) => Number(id.split('-')[0])));
  await rig.call('XTRIM', stream, 'MAXLEN', 0);
  const entries = (await acting.ids(dlq)).map((id) => ({ ...seen[0], id }) as SeenEntry); // Redis' own ids
  const back = await readsOf(() => acting.run({ kind: 'redrive', stream: dlq, to: stream, create: true, entries }));
  expect(back).toBeLessThan(100);
  expect(await numbersOf(stream)).toEqual(seen.map((_, at) => at + 1));
  expect(await rig.call('XLEN', dlq)).toBe(0);
});

test('whatever lies between them and in whatever order, each is the one asked for', async () => {
  const { rig, stream, dlq, seen } = await pendingEntries(200);
  // Some together, some with strangers between, some from the end to the beginning; three without payload.
  const chosen = [
    ...seen.slice(0, 60),
    ...seen.slice(60, 120).filter((_, at) => at % 3 === 0),
    ...seen.slice(120).toReversed(),
  ];
  const gone = ['10-0', '64-0', '150-0'];
  await rig.call('XDEL', stream, ...gone);
  const outcome = await acting.run(deadLetter(stream, chosen));
  const wanted = chosen.map(({ id }) => id).filter((id) => !gone.includes(id));
  expect(outcome).toMatchObject({ outcome: 'done', result: { done: wanted.length, looked: chosen.length } });
  if (outcome.outcome !== 'done') throw new Error('checked above');
  expect(outcome.result.skipped.map(({ id }) => id).toSorted()).toEqual(gone.toSorted());
  expect(await numbersOf(dlq)).toEqual(wanted.map((id) => Number(id.split('-')[0])));
  expect(Object.keys(await acting.pending(stream, 'g'))).toEqual(
    seen.map(({ id }) => id).filter((id) => !wanted.includes(id)),
  );
});

test('large entries are read one at a time: what a step hands over stays small', async () => {
  const { stream, dlq, seen } = await pendingEntries(60, (at) => (at < 30 ? 8 : 100_000));
  const reads = await readsOf(() => acting.run(deadLetter(stream, seen)));
  expect(reads).toBeGreaterThan(30);
  expect(await numbersOf(dlq)).toEqual(seen.map((_, at) => at + 1));
});

test('without a rate dead letters go in small steps as well', async () => {
  const { stream, seen } = await pendingEntries(400);
  const how = { resume: false, signal: { aborted: false }, gently: true };
  const job = 'gently';
  expect(await acting.changer.run({ ...deadLetter(stream, seen), job, number: 1 }, how)).toMatchObject({
    outcome: 'done',
    result: { done: 400 },
  });
  const markKey = String(((await acting.rig.call('KEYS', `*${job}*`)) as string[])[0]);
  // How many depends on how fast this machine is; in large steps they are about three.
  expect(Number(await acting.rig.call('HGET', markKey, 'step'))).toBeGreaterThan(4);
});
