/** What every job's own mark needs, beside the stream. */
export const MARK_NEEDS = {
  commands: ['eval', 'evalsha', 'hmget', 'hgetall', 'hset', 'hdel', 'hget', 'hexists', 'expire', 'del'],
  keys: ['weir:job:plan'],
} as const;
