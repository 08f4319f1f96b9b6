/**
 * Where the dead letters of a stream go when nobody says otherwise: `orders:dlq`. It has to lie in the slot of the
 * stream, so that one script can do both sides. A stream with a hash tag keeps it, so its dead letters do; where that is
 * not enough (a cluster, and a name without a tag) the whole name becomes the tag: `{orders}:dlq`. Of names with odd
 * braces neither may fit; then the plain one is taken and the two sides are done one after the other.
 */
export function deadLetterNameOf(stream: string, sameSlot: (a: string, b: string) => boolean): string {
  const plain = `${stream}:dlq`;
  if (sameSlot(stream, plain)) return plain;
  const tagged = `{${stream}}:dlq`;
  return sameSlot(stream, tagged) ? tagged : plain;
}
