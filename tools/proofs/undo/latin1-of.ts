/** What Redis answered, byte by byte. */
export function latin1Of(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}
