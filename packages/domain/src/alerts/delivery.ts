/** What a message says of an incident. */
export type NoticeKind = 'fired' | 'still-firing' | 'resolved';

/** One incident to be told to one channel, once. `number` counts the reminders; 0 for the others. */
export interface Notice {
  readonly incidentId: string;
  readonly channelId: string;
  readonly kind: NoticeKind;
  readonly number: number;
}

/**
 * What became of a notice. `claimed`: one Weir is sending it until `claimedUntil`; if it dies, another may. `retry`: it
 * could not be delivered and is tried again at `nextTryAt`. `failed`: it is not tried any more. Times are epoch ms of
 * Redis time.
 */
export interface Delivery extends Notice {
  readonly state: 'claimed' | 'retry' | 'sent' | 'failed';
  readonly by: string;
  readonly attempts: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly claimedUntil: number;
  readonly nextTryAt: number;
  /** What went wrong at the last try; '' = nothing. */
  readonly trouble: string;
}

/** How one attempt ended; the sentence is for the operator. */
export type Attempt = { readonly ok: true } | { readonly ok: false; readonly sentence: string };

// An hour and three quarters in all. After that the repeat of a rule, if it has one, is what tells it again.
const WAITS_MS = [5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000] as const;

/** Longer than an attempt may take: after that whoever claimed a notice is taken for dead. */
export const CLAIM_MS = 60_000;

/** What an attempt makes of a delivery. */
export function afterAttempt(delivery: Delivery, attempt: Attempt, now: number): Delivery {
  const attempts = delivery.attempts + 1;
  const tried = { ...delivery, attempts, lastAt: now, claimedUntil: 0, nextTryAt: 0 };
  if (attempt.ok) return { ...tried, state: 'sent', trouble: '' };
  const waitMs = WAITS_MS[attempts - 1];
  if (waitMs === undefined) return { ...tried, state: 'failed', trouble: attempt.sentence };
  return { ...tried, state: 'retry', trouble: attempt.sentence, nextTryAt: now + waitMs };
}

/** Whether this delivery can be taken by whoever asks now. */
export function isFree({ state, claimedUntil, nextTryAt }: Delivery, now: number): boolean {
  if (state === 'claimed') return claimedUntil <= now;
  return state === 'retry' && nextTryAt <= now;
}

export function noticeKey({ incidentId, channelId, kind, number }: Notice): string {
  return `${incidentId} ${channelId} ${kind} ${number}`;
}
