/** Servers the proofs run on: where Debian has them, and the version expected there. */
export interface ServerOrigin {
  readonly product: 'redis' | 'valkey';
  readonly version: string;
  /** Debian suites that have (or had) it, best first. */
  readonly suites: readonly string[];
}

export const SERVERS = {
  'redis-6.0.16': { product: 'redis', version: '6.0.16', suites: ['bullseye'] },
  'redis-7.0.15': { product: 'redis', version: '7.0.15', suites: ['bookworm'] },
  'redis-8.0.2': { product: 'redis', version: '8.0.2', suites: ['trixie'] },
  'redis-8.6.3': { product: 'redis', version: '8.6.3', suites: ['experimental', 'sid'] },
  'valkey-9.1.2': { product: 'valkey', version: '9.1.2', suites: ['sid', 'forky'] },
} as const satisfies Record<string, ServerOrigin>;

export type ServerName = keyof typeof SERVERS;

/** The three that "true on every server" is claimed for. */
export const REQUIRED_SERVERS = [
  'redis-7.0.15',
  'redis-8.6.3',
  'valkey-9.1.2',
] as const satisfies readonly ServerName[];
