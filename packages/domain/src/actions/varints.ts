const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** Integers in as few bytes as they need, seven bits to a byte, low ones first. Safe integers only. */
export interface VarintWriter {
  unsigned(value: number): void;
  /** The first byte keeps the sign beside six bits, so that the whole range of safe integers fits both ways. */
  signed(value: number): void;
  text(value: string): void;
  bytes(): Uint8Array;
}

export interface VarintReader {
  unsigned(): number;
  signed(): number;
  text(): string;
}

export function varintWriter(): VarintWriter {
  let room = new Uint8Array(1_024);
  let used = 0;
  const need = (count: number): void => {
    if (used + count <= room.length) return;
    const wider = new Uint8Array(Math.max(room.length * 2, used + count));
    wider.set(room);
    room = wider;
  };
  const rest = (value: number): void => {
    let left = value;
    // Division, not shifts: those work on 32 bits.
    for (; left >= 128; left = Math.floor(left / 128)) room[used++] = (left % 128) + 128;
    room[used++] = left;
  };
  const unsigned = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not a safe unsigned integer');
    need(8);
    rest(value);
  };
  return {
    unsigned,
    signed(value) {
      if (!Number.isSafeInteger(value)) throw new RangeError('not a safe integer');
      need(9);
      const size = Math.abs(value);
      const low = (size % 64) + (value < 0 ? 64 : 0);
      if (size < 64) room[used++] = low;
      else {
        room[used++] = low + 128;
        rest(Math.floor(size / 64));
      }
    },
    text(value) {
      const encoded = encoder.encode(value);
      unsigned(encoded.length);
      need(encoded.length);
      room.set(encoded, used);
      used += encoded.length;
    },
    bytes: () => room.slice(0, used),
  };
}

export function varintReader(bytes: Uint8Array): VarintReader {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('packed entries end too early');
    return byte;
  };
  const rest = (start: number): number => {
    let value = 0;
    for (let scale = start; ; scale *= 128) {
      const byte = next();
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  const unsigned = (): number => rest(1);
  return {
    unsigned,
    signed() {
      const first = next();
      const size = (first % 64) + (first < 128 ? 0 : rest(64));
      return first % 128 < 64 ? size : 0 - size;
    },
    text() {
      const length = unsigned();
      if (at + length > bytes.length) throw new RangeError('packed entries end too early');
      at += length;
      return decoder.decode(bytes.subarray(at - length, at));
    },
  };
}
