/**
 * What a command takes of the server, in microseconds, by the work it does. Measured on Redis 7.0.15 at about 3 GHz,
 * with reading the command and writing the reply included, where other work empties the processor's caches between polls.
 */
export const MICROS = {
  /** Any command that only looks something up: TIME, XLEN, MULTI, EXEC, DBSIZE. */
  plain: 0.8,
  /** The same for a key that the command before looked up: what it touches is in the processor's caches. */
  again: 0.4,
  perKilobyteOut: 0.15,
  xinfoGroups: (groups: number): number => 1.7 + 0.9 * groups,
  /** The reply carries the payload of two entries. */
  xinfoStream: (bytes: number): number => 3 + (0.15 * bytes) / 1_024,
  /** 1.39 ms for 1,000 consumers; 1.6 µs for four, where all they touch is still in the processor's caches. */
  xinfoConsumers: (consumers: number): number => 1 + (consumers > 50 ? 1.4 : 0.25) * consumers,
  xpending: (rows: number): number => 1 + 0.22 * rows,
  /** 0.4 ms per 1,000 entries of 150 bytes. */
  xrange: (entries: number, bytes: number): number => 1 + 0.3 * entries + (0.15 * bytes) / 1_024,
  /** Samples five entries, and walks all consumers. */
  memoryUsage: (consumers: number): number => 2 + 0.1 * consumers,
  /** 1.4 µs per key passed over of a large keyspace, call behind call; 1.8 to 2.2 with rests between the calls. */
  scan: (keys: number): number => 2 + 2 * keys,
  info: 60,
  infoCpu: 13,
} as const;

/** What a piece of polling takes of the three things that are limited. */
export interface Cost {
  readonly commands: number;
  readonly micros: number;
  readonly bytes: number;
}
