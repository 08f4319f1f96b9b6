/** What a reply may be at most. Redis itself stops at 512 MiB; nothing the poller asks for comes near these. */
export const REPLY_LIMITS = {
  bulkBytes: 64 * 1024 * 1024,
  /** All elements of one reply together, nested ones included. */
  elements: 2_000_000,
  depth: 16,
  /** A status, an error, a number, or the head of a bulk string or array. */
  lineBytes: 64 * 1024,
} as const;

/** The bytes are no RESP2, or a reply is over its limit. Nothing after it on this socket can be trusted. */
export class UnreadableReply extends Error {
  readonly tooLarge: boolean;

  constructor(what: string, tooLarge: boolean) {
    super(what);
    this.name = 'UnreadableReply';
    this.tooLarge = tooLarge;
  }
}
