/** So long a deleted stream can be had back. Redis itself lets it go after twice that, should Weir not come to do it. */
export const TRASH_KEPT_MS = 86_400_000;

/** What the place in the trash needs, beside the stream. */
export const TRASH_NEEDS = {
  commands: ['exists', 'pexpire', 'hset', 'unlink'],
  keys: ['weir:trash:plan'],
} as const;

/** A deleted stream as it lies in the trash. Times are epoch ms of Redis. */
export interface Trashed {
  readonly deletedAt: number;
  /** From then on Weir may remove it for good. */
  readonly until: number;
  readonly length: number;
  readonly groups: number;
}
