/** Slots of a cluster (redis.io, cluster specification): which keys may be used together. */
const SLOTS = 16_384;

const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

/** The slot of a key: of its hash tag where it has one, the text between the first { and the next }, if any. */
export function slotOf(key: Uint8Array): number {
  const open = key.indexOf(0x7b);
  const close = open < 0 ? -1 : key.indexOf(0x7d, open + 1);
  const part = close > open + 1 ? key.subarray(open + 1, close) : key;
  let crc = 0;
  for (const byte of part) crc = ((crc << 8) & 0xffff) ^ (crcTable[(crc >> 8) ^ byte] ?? 0);
  return crc % SLOTS;
}

let tags: readonly string[] | undefined;

/** A short text that lies in this slot, to stand between braces: a stream's own name may hold braces itself. */
export function tagOf(slot: number): string {
  tags ??= findTags();
  return tags[slot] ?? '';
}

function findTags(): readonly string[] {
  const found: string[] = Array.from({ length: SLOTS }, () => '');
  for (let number = 0, left = SLOTS; left > 0; number += 1) {
    const tag = number.toString(36);
    const slot = slotOf(Buffer.from(tag));
    if (found[slot] !== '') continue;
    found[slot] = tag;
    left -= 1;
  }
  return found;
}
