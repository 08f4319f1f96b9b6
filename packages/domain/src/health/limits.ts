/** Where health begins and ends. Durations are ms. */
export interface HealthLimits {
  /** A consumer that made no call for this long is past its limit. */
  readonly callMs: number;
  /** Behind up to this is allowed. */
  readonly behindMs: number;
  /** How long behind must stay over its limit before it is said. */
  readonly behindForMs: number;
  /** The window slopes are taken over, once there is that much history. */
  readonly windowMs: number;
  /** Unread must grow over at least this long to count as falling behind. */
  readonly growthMs: number;
  readonly poisonDeliveries: number;
  /** An entry held by this many consumers without being acknowledged is suspect. */
  readonly poisonHolders: number;
  /** An entry older than this many times the group's usual, and delivered more than once, is suspect. */
  readonly poisonAgeFactor: number;
  /** A consumer is slow when it holds entries this many times longer than is usual in its group. */
  readonly slowFactor: number;
  /** Nothing younger than this is called slow or stuck, however quick the group usually is. */
  readonly slowFloorMs: number;
  /** No call for this long and nothing in hand: safe to remove. */
  readonly goneMs: number;
  /** The group reads in batches, at least this often; 0 = it is judged by its pauses. */
  readonly batchEveryMs: number;
  /** A status gets better only after this long and this many judgements in a row. */
  readonly holdMs: number;
  readonly holdJudgements: number;
}

/** The limits of a connection where nobody set others. */
export const DEFAULT_LIMITS: HealthLimits = {
  callMs: 60_000,
  behindMs: 60_000,
  behindForMs: 120_000,
  windowMs: 600_000,
  growthMs: 120_000,
  poisonDeliveries: 5,
  poisonHolders: 3,
  poisonAgeFactor: 20,
  slowFactor: 20,
  slowFloorMs: 10_000,
  goneMs: 86_400_000,
  batchEveryMs: 0,
  holdMs: 10_000,
  holdJudgements: 2,
};
