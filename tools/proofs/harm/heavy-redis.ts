import type { RedisRig } from '../../rig/redis-rig.ts';

export const DEEP = { stream: 'deep', group: 'workers', pending: 1_000_000, consumers: 10 } as const;
export const CROWD = { stream: 'crowd', group: 'pods', consumers: 100_000 } as const;
export const FAT = { stream: 'fat', group: 'readers', entries: 4, bytes: 10_000_000 } as const;
export const OTHER_KEYS = 1_000_000;
export const PLAIN_STREAMS = 200;

// Loops inside the server: the quickest way to many small things, and nothing else is connected yet.
const ADD = `for i = ARGV[1], ARGV[2] do redis.call('XADD', KEYS[1], i .. '-0', 'order', i) end`;
const READ = `redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[3], 'STREAMS', KEYS[1], '>')`;
const CONSUMERS = `for i = ARGV[2], ARGV[3] do redis.call('XGROUP', 'CREATECONSUMER', KEYS[1], ARGV[1], 'pod-' .. i) end`;
const KEYS = `for i = ARGV[1], ARGV[2] do redis.call('SET', 'other:' .. i, i) end`;

/** Everything at once that makes a careless reader block a server, in one Redis. Takes some ten seconds. */
export async function makeHeavy(rig: RedisRig): Promise<void> {
  await makeDeep(rig);
  await makeCrowd(rig);
  await makeFat(rig);
  for (let at = 0; at < OTHER_KEYS; at += 100_000) await rig.call('EVAL', KEYS, 0, at + 1, at + 100_000);
  for (let at = 0; at < PLAIN_STREAMS; at += 1) {
    await rig.call('XADD', `plain:${at}`, '*', 'f', 'v');
    await rig.call('XGROUP', 'CREATE', `plain:${at}`, 'g', '0');
  }
}

async function makeDeep(rig: RedisRig): Promise<void> {
  const start = Date.now() - DEEP.pending - 3_600_000;
  await rig.call('XGROUP', 'CREATE', DEEP.stream, DEEP.group, '0', 'MKSTREAM');
  for (let at = 0; at < DEEP.pending; at += 50_000) {
    await rig.call('EVAL', ADD, 1, DEEP.stream, start + at, start + at + 49_999);
    const consumer = `c${(at / 50_000) % DEEP.consumers}`;
    for (let part = 0; part < 10; part += 1) await rig.call('EVAL', READ, 1, DEEP.stream, DEEP.group, consumer, 5_000);
  }
}

async function makeCrowd(rig: RedisRig): Promise<void> {
  await rig.call('XADD', CROWD.stream, '*', 'f', 'v');
  await rig.call('XGROUP', 'CREATE', CROWD.stream, CROWD.group, '0');
  for (let at = 0; at < CROWD.consumers; at += 20_000) {
    await rig.call('EVAL', CONSUMERS, 1, CROWD.stream, CROWD.group, at + 1, at + 20_000);
  }
}

async function makeFat(rig: RedisRig): Promise<void> {
  const payload = Buffer.alloc(FAT.bytes, 'x');
  for (let at = 0; at < FAT.entries; at += 1) {
    await rig.call('XADD', FAT.stream, '*', 'body', payload);
  }
  await rig.call('XGROUP', 'CREATE', FAT.stream, FAT.group, '0');
}
