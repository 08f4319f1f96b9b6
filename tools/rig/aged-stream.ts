import type { RedisRig } from './redis-rig.ts';

// CRC-64 as redis computes it (Jones polynomial, reflected).
const POLYNOMIAL = 0x95ac9329ac4bc9b5n;
const FOOTER_BYTES = 10;
const CHECKSUM_BYTES = 8;

/**
 * Makes the last calls of a stream's consumers, and the deliveries of what they hold, older by `byMs`: time that a test
 * cannot wait for. Every time in the stream's dump lies within the last minute and is moved back.
 */
export async function ageStream(redis: RedisRig, stream: string, byMs: number): Promise<void> {
  const dump = (await redis.callBuffer('DUMP', stream)) as Buffer;
  const now = Date.now();
  // Times are milliseconds, little-endian; ids lie big-endian beside them and are left alone.
  for (let at = 0; at + 8 <= dump.length - FOOTER_BYTES; at += 1) {
    const time = dump.readBigUInt64LE(at);
    if (time <= BigInt(now - 60_000) || time > BigInt(now)) continue;
    dump.writeBigUInt64LE(time - BigInt(byMs), at);
    at += 7;
  }
  const body = dump.subarray(0, dump.length - CHECKSUM_BYTES);
  dump.writeBigUInt64LE(crc64(body), body.length);
  await redis.call('RESTORE', stream, 0, dump, 'REPLACE');
}

function crc64(bytes: Buffer): bigint {
  let crc = 0n;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  }
  return crc;
}
