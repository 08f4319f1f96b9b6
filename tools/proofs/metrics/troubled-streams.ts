import { ageStream } from '../../rig/aged-stream.ts';
import type { RedisRig } from '../../rig/redis-rig.ts';

const MINUTE_MS = 60_000;

/** Groups that are critical, need a look, are far behind or hold what is old; and one whose lag nobody knows. */
export async function writeTroubledStreams(redis: RedisRig): Promise<void> {
  const now = Date.now();
  const add = (stream: string, agoMs: number) => redis.call('XADD', stream, `${now - agoMs}-*`, 'field', 'value');
  const read = (stream: string) =>
    redis.call('XREADGROUP', 'GROUP', 'readers', 'one', 'COUNT', 1, 'STREAMS', stream, '>');
  for (const stream of ['stuck', 'ghostly']) {
    for (const minutes of [40, 30, 20]) await add(stream, minutes * MINUTE_MS);
    await redis.call('XGROUP', 'CREATE', stream, 'readers', '0');
    await read(stream);
  }
  // Its only consumer fell silent with an entry in hand and others unread.
  await ageStream(redis, 'stuck', 10 * MINUTE_MS);
  // What is pending has left the stream; everything else was read.
  await redis.call('XTRIM', 'ghostly', 'MAXLEN', 0);
  await redis.call('XGROUP', 'SETID', 'ghostly', 'readers', '$');
  // More on both sides of the group than Weir counts through.
  await Promise.all(Array.from({ length: 25_000 }, (_, n) => redis.call('XADD', 'deep', `${n + 1}-0`, 'f', 'v')));
  await redis.call('XGROUP', 'CREATE', 'deep', 'readers', '12500-0');
}
