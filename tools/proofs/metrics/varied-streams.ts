import type { RedisRig } from '../../rig/redis-rig.ts';
import { ODD_NAMES } from '../truth/odd-names.ts';

// More on both sides of its middle than Weir counts through where the server does not know.
const DEEP_ENTRIES = 25_000;

/** Streams in which everything an exporter can be asked about is different, and some of it unknown to the server. */
export async function writeVariedStreams(redis: RedisRig): Promise<void> {
  const add = (stream: string | Buffer, id: string) => redis.call('XADD', stream, id, 'field', 'value');
  const read = (group: string, consumer: string, count: number, stream: string) =>
    redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', count, 'STREAMS', stream, '>');

  for (let n = 1; n <= 6; n += 1) await add('plain', `${n}-0`);
  await redis.call('XGROUP', 'CREATE', 'plain', 'from-start', '0');
  await redis.call('XGROUP', 'CREATE', 'plain', 'from-end', '$');
  // Where the server does not know how many were read, nor how many are left.
  await redis.call('XGROUP', 'CREATE', 'plain', 'from-middle', '3-0');
  await read('from-start', 'one', 2, 'plain');
  await read('from-start', 'two', 1, 'plain');
  await redis.call('XGROUP', 'CREATECONSUMER', 'plain', 'from-start', 'never-read');
  await redis.call('XACK', 'plain', 'from-start', '1-0');

  // Deleted ahead of the group: lag is nil.
  for (let n = 1; n <= 5; n += 1) await add('with-gap', `${n}-0`);
  await redis.call('XGROUP', 'CREATE', 'with-gap', 'readers', '0');
  await read('readers', 'one', 2, 'with-gap');
  await redis.call('XDEL', 'with-gap', '4-0');

  // Trimmed past the group: this server says 1.
  for (let n = 1; n <= 2; n += 1) await add('trimmed', `${n}-0`);
  await redis.call('XGROUP', 'CREATE', 'trimmed', 'readers', '0');
  await read('readers', 'one', 1, 'trimmed');
  await redis.call('XTRIM', 'trimmed', 'MAXLEN', 0);

  await redis.call('XGROUP', 'CREATE', 'never-written', 'readers', '$', 'MKSTREAM');
  await Promise.all(Array.from({ length: DEEP_ENTRIES }, (_, n) => add('deep', `${n + 1}-0`)));
  await redis.call('XGROUP', 'CREATE', 'deep', 'from-middle', '12500-0');
  await redis.call('SET', 'no-stream', 'text');
  for (const name of ODD_NAMES) {
    await add(name, '*');
    await redis.call('XGROUP', 'CREATE', name, name, '0');
    await redis.call('XREADGROUP', 'GROUP', name, name, 'COUNT', 1, 'STREAMS', name, '>');
  }
}
