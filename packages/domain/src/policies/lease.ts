/** The right to run policies, held by one Weir at a time. Its number grows with every holder and is never given twice. */
export interface Lease {
  readonly holder: string;
  readonly token: number;
  /** Epoch ms of the clock of whoever took it. */
  readonly until: number;
}

/**
 * What the lease becomes when `holder` asks for it, or null while somebody else has it. A holder that comes back late gets a
 * new number even if nobody had it meanwhile: what it began under the old one is then known to be old.
 */
export function leaseFor(held: Lease | undefined, holder: string, now: number, forMs: number): Lease | null {
  const lives = held !== undefined && held.until > now;
  if (lives && held.holder !== holder) return null;
  return { holder, token: lives ? held.token : (held?.token ?? 0) + 1, until: now + forMs };
}

/** What a step hands over to prove that it is not late: it is refused as soon as a newer number was given out. */
export interface Fence {
  readonly token: number;
}
