import type { ServerIdentity } from '@weir/domain/connections/server-identity';

/** True when `version` is at least `floor`, both as dotted numbers; undefined when the version is not known. */
export function isAtLeast(version: string, floor: string): boolean | undefined {
  if (!/^[0-9]+(\.[0-9]+)*$/.test(version)) return undefined;
  const own = version.split('.').map(Number);
  const wanted = floor.split('.').map(Number);
  for (let at = 0; at < wanted.length; at += 1) {
    const difference = (own[at] ?? 0) - (wanted[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Whether a lag that the position does not rule out can still be too high on this server. Trimming broke the counter
 * in 7.0; it was mended for Redis in 8.0 and 7.4.5 (redis 13338, 13473, 13958) and for Valkey in 8.1.1 (valkey 1952).
 * Valkey up to 9.1.2 lacks two branches of that repair, for an empty stream and for a position before the first entry;
 * Weir answers both cases from the position and never from lag, and with them out of the way 44,800 checks on Valkey
 * 8.1.1 and 9.1.2 found no wrong value. Whether the 7.2 line has the repair is not known, nor is anything of other
 * products: those are taken to be affected, which costs an "at most" and never a wrong number.
 */
export function lagMayOverstate(identity: Pick<ServerIdentity, 'product' | 'version'>): boolean {
  const mendedIn = { redis: '7.4.5', valkey: '8.1.1', other: undefined }[identity.product];
  return mendedIn === undefined || isAtLeast(identity.version, mendedIn) !== true;
}

/**
 * Whether giving a pending entry an earlier time of delivery takes a look at each that was delivered later. Since 8.6 Redis
 * has them in a list in the order of delivery as well, and searches it from the newest on; Redis before it and Valkey up to
 * 9.1 have no such list. No answer tells. Other products are taken to have it, which costs the idle time of what is put back
 * among very many and never holds anybody up.
 */
export function earlierTimesCost({ product, version }: Pick<ServerIdentity, 'product' | 'version'>): boolean {
  if (product === 'valkey') return false;
  return product === 'other' || isAtLeast(version, '8.6') !== false;
}
