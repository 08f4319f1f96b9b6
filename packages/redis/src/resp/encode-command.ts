const CRLF = Buffer.from('\r\n');

/** One command as RESP2 bytes, ready to be written: an array of bulk strings. Text goes out as UTF-8. */
export function encodeCommand(words: readonly (string | Uint8Array)[]): Buffer {
  const parts: Uint8Array[] = [Buffer.from(`*${words.length}\r\n`)];
  for (const word of words) {
    const bytes = typeof word === 'string' ? Buffer.from(word) : word;
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, CRLF);
  }
  return Buffer.concat(parts);
}
