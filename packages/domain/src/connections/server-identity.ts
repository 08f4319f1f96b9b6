import type { Known } from '../known/known.ts';

/** Who answers at the other end, read again after every reconnect. */
export interface ServerIdentity {
  readonly product: 'redis' | 'valkey' | 'other';
  /** The product's own version, e.g. "7.0.15"; Valkey's redis_version is never used. */
  readonly version: string;
  readonly mode: 'standalone' | 'sentinel' | 'cluster' | 'unknown';
  readonly role: 'primary' | 'replica' | 'unknown';
  readonly runId: string;
  readonly replicationId: string;
  readonly replicationOffset: Known<number>;
  readonly memoryUsedBytes: Known<number>;
  /** 0 = no limit set. */
  readonly memoryMaxBytes: Known<number>;
  /** What happens at the limit: "noeviction", "allkeys-lru", … */
  readonly memoryPolicy: Known<string>;
  readonly evictedKeys: Known<number>;
}
