const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

// Letters, marks, numbers, punctuation, symbols and the plain space; never what has no ink or reorders its neighbours.
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const PLAIN_ASCII = /^[\x20-\x5b\x5d-\x7e]*$/;
const HEX = [...'0123456789abcdef'];

/**
 * Bytes as reversible text: printable UTF-8 as it is, every other byte as \xHH, a backslash doubled. Different bytes
 * never give the same text, so the text may stand for the bytes on screen, in URLs, JSON and the audit log.
 */
export function readableFromBytes(bytes: Uint8Array): string {
  const whole = decodeWhole(bytes);
  if (whole !== undefined) return PLAIN_ASCII.test(whole) ? whole : escapeText(whole);
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    const piece = length === 0 ? undefined : decodeWhole(bytes.subarray(at, at + length));
    if (piece === undefined) {
      text += hex(bytes[at] ?? 0);
      at += 1;
    } else {
      text += escapeText(piece);
      at += length;
    }
  }
  return text;
}

/** The bytes behind a readable text; undefined when it holds a backslash that is neither doubled nor \xHH. */
export function bytesFromReadable(text: string): Uint8Array | undefined {
  if (!text.includes('\\')) return isWellFormed(text) ? encoder.encode(text) : undefined;
  const parts: Uint8Array[] = [];
  const pattern = /\\\\|\\x([0-9a-f]{2})|([^\\]+)|([\s\S])/gy;
  for (const match of text.matchAll(pattern)) {
    const [token, byte, plain, stray] = match;
    if (stray !== undefined) return undefined;
    if (byte !== undefined) parts.push(Uint8Array.of(Number.parseInt(byte, 16)));
    else if (plain === undefined) parts.push(encoder.encode('\\'));
    else if (isWellFormed(plain)) parts.push(encoder.encode(token));
    else return undefined;
  }
  return join(parts);
}

function escapeText(text: string): string {
  let out = '';
  for (const character of text) {
    if (character === '\\') out += '\\\\';
    else if (PRINTABLE.test(character) && !INVISIBLE.test(character)) out += character;
    else for (const byte of encoder.encode(character)) out += hex(byte);
  }
  return out;
}

// fatal decoding drops a leading byte order mark, which would make two names equal; such bytes take the slow way.
function decodeWhole(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.length === 3 ? '\ufeff' : undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  return at + length <= bytes.length ? length : 0;
}

function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

function hex(byte: number): string {
  return `\\x${HEX[byte >> 4]}${HEX[byte & 15]}`;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
