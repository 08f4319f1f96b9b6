const MOST = 2 ** 63;

/** A count of deliveries as XCLAIM takes it. The most Redis counts to, 2^63 - 1, is none that a number can hold. */
export function retryCount(deliveries: number): string {
  if (Number.isSafeInteger(deliveries)) return String(deliveries);
  return deliveries >= MOST ? '9223372036854775807' : String(BigInt(deliveries));
}
