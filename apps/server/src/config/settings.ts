import type { LetterRules } from '@weir/domain/dead-letters/letter-rules';
import type { RedisAddress } from '@weir/redis/links/redis-address';

/** Everything an operator can set, checked. Durations are ms. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Further values of the Host header that are this console, besides its own address. */
  readonly allowedHosts: readonly string[];
  /** Address people open the console at, for links in alert messages; undefined = that of this machine. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** Where entries are kept before they are removed from Redis. */
  readonly archiveDir: string;
  readonly logLevel: LogLevel;
  readonly readOnly: boolean;
  readonly pollIntervalMs: number;
  readonly budget: PollBudget;
  /** Consumers of one connection that `/metrics` has samples of, at most. */
  readonly metricsConsumers: number;
  /** How dead letters are recognised. */
  readonly letters: LetterRules;
  readonly history: HistorySettings;
  readonly connections: readonly ConnectionSettings[];
  /** What was assumed or ignored, one sentence each, for the log. */
  readonly notes: readonly string[];
}

export interface HistorySettings {
  /** What it may take on disk; 0 = no history is kept. */
  readonly capBytes: number;
  readonly pollsMs: number;
  readonly minutesMs: number;
  readonly hoursMs: number;
}

export interface PollBudget {
  /** Share of one Redis core, 0…1. */
  readonly coreShare: number;
  readonly commandsPerSecond: number;
  readonly bytesPerSecond: number;
}

export interface ConnectionSettings {
  readonly id: string;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly address: RedisAddress;
  /** Streams to watch by exact name and by glob; both empty = all. */
  readonly names: readonly string[];
  readonly patterns: readonly string[];
  readonly readOnly: boolean;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const CONNECTION_KINDS = ['production', 'staging', 'development', 'test', 'other'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];
