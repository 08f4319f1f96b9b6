const decoder = new TextDecoder();

/**
 * A MessagePack map from text to text (msgpack.org, specification), which is how Watermill keeps metadata in a field.
 * Undefined for anything else, and for more than is worth reading. Never throws.
 */
export function packedMap(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const lead = bytes[at++];
  let count: number;
  if (lead === undefined) return undefined;
  if (lead >= 0x80 && lead <= 0x8f) count = lead & 0x0f;
  else if (lead === 0xde && bytes.length >= 3) {
    count = view.getUint16(1);
    at = 3;
  } else return undefined;
  const text = (): string | undefined => {
    const length = lengthOf();
    if (length === undefined || at + length > bytes.length) return undefined;
    at += length;
    return decoder.decode(bytes.subarray(at - length, at));
  };
  const lengthOf = (): number | undefined => {
    const head = bytes[at++];
    if (head === undefined) return undefined;
    if (head >= 0xa0 && head <= 0xbf) return head & 0x1f;
    const wide = head === 0xd9 || head === 0xc4 ? 1 : head === 0xda || head === 0xc5 ? 2 : head === 0xdb ? 4 : 0;
    if (wide === 0 || at + wide > bytes.length) return undefined;
    const length = wide === 1 ? view.getUint8(at) : wide === 2 ? view.getUint16(at) : view.getUint32(at);
    at += wide;
    return length;
  };
  const map = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const [name, value] = [text(), text()];
    if (name === undefined || value === undefined) return undefined;
    map.set(name, value);
  }
  return map;
}
