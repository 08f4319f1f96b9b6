// One incident, one reason: it is offered again for a while, in this tab only and never on disk.
const OFFERED_MS = 30 * 60_000;

let kept = { reason: '', at: 0 };

/** The reason typed last, as long as it is likely the same incident. */
export function keptReason(): string {
  return Date.now() - kept.at < OFFERED_MS ? kept.reason : '';
}

export function keepReason(reason: string): void {
  if (reason.trim() !== '') kept = { reason: reason.trim(), at: Date.now() };
}
