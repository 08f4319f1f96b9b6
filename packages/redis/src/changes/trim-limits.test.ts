import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

async function filled(count: number): Promise<string> {
  streams += 1;
  const stream = `limits${streams}`;
  await Promise.all(Array.from({ length: count }, (_, at) => acting.rig.call('XADD', stream, `${at + 1}-0`, 'f', 'v')));
  return stream;
}

const trim = { kind: 'trim', guard: true, atMost: 1_000_000 } as const;

describe('about', () => {
  test('takes whole nodes and never more than asked: up to a node stays', async () => {
    const stream = await filled(1_050);
    const outcome = await acting.run({ ...trim, stream, rule: { keep: 'newest', entries: 220 }, about: true });
    const left = (await acting.ids(stream)).length;
    expect(left).toBeGreaterThanOrEqual(220);
    expect(left).toBeLessThan(320);
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 1_050 - left, more: false } });
    expect(await acting.run({ ...trim, stream, rule: { keep: 'newest', entries: 220 }, about: true })).toMatchObject({
      outcome: 'done',
      result: { done: 0, more: false },
    });
  });

  test('stops at what a group needs all the same', async () => {
    const stream = await filled(1_000);
    await acting.rig.call('XGROUP', 'CREATE', stream, 'g', '433-0');
    await acting.run({ ...trim, stream, rule: { keep: 'newest', entries: 1 }, about: true });
    const [first] = await acting.ids(stream);
    expect(first).toBe('401-0');
  });

  test('takes nodes that are larger than a step would be', async () => {
    await acting.rig.call('CONFIG', 'SET', 'stream-node-max-entries', '600');
    const stream = await filled(1_900);
    await acting.rig.call('CONFIG', 'SET', 'stream-node-max-entries', '100');
    const outcome = await acting.run({ ...trim, stream, rule: { keep: 'newest', entries: 500 }, about: true });
    expect(outcome).toMatchObject({ outcome: 'done', result: { more: false } });
    expect((await acting.ids(stream)).length).toBeLessThan(1_100);
    expect((await acting.ids(stream)).length).toBeGreaterThanOrEqual(500);
  });
});

/** Until Redis itself says that nobody called for so long. */
async function unseen(stream: string, ms: number): Promise<void> {
  for (;;) {
    const [consumer] = (await acting.rig.call('XINFO', 'CONSUMERS', stream, 'gone')) as (string | number)[][];
    if (Number(consumer?.[consumer.indexOf('idle') + 1]) >= ms) return;
  }
}

const away = (unseenMs: number) => ({ groups: ['gone'], unseenMs });

async function held(): Promise<string> {
  const stream = await filled(300);
  await acting.rig.call('XGROUP', 'CREATE', stream, 'gone', '0');
  await acting.rig.call('XREADGROUP', 'GROUP', 'gone', 'c', 'COUNT', 10, 'STREAMS', stream, '>');
  await acting.rig.call('XGROUP', 'CREATE', stream, 'lives', '200-0');
  return stream;
}

describe('a group nobody calls for', () => {
  const rule = { keep: 'needed' } as const;
  test('is not waited for when it is named and still unseen; the others are', async () => {
    const stream = await held();
    expect(await acting.run({ ...trim, stream, rule })).toMatchObject({ result: { done: 0, heldBy: 'gone' } });
    await unseen(stream, 20);
    expect(await acting.run({ ...trim, stream, rule, ignore: away(20) })).toMatchObject({
      result: { done: 200, heldBy: 'lives' },
    });
  });

  test('is waited for again once it called, whatever the plan said', async () => {
    const stream = await held();
    await unseen(stream, 20);
    await acting.rig.call('XREADGROUP', 'GROUP', 'gone', 'c', 'COUNT', 1, 'STREAMS', stream, '>');
    expect(await acting.run({ ...trim, stream, rule, ignore: away(3_600_000) })).toMatchObject({
      result: { done: 0, heldBy: 'gone' },
    });
  });

  test('without a consumer it is always waited for: nothing tells since when it is alone', async () => {
    const stream = await filled(100);
    await acting.rig.call('XGROUP', 'CREATE', stream, 'new', '0');
    expect(await acting.run({ ...trim, stream, rule, ignore: { groups: ['new'], unseenMs: 0 } })).toMatchObject({
      result: { done: 0, heldBy: 'new' },
    });
  });
});
