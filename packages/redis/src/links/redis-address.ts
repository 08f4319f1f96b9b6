import { ConsoleError } from '@weir/domain/errors/console-error';

/** Where one Redis is and how to get in. Holds no secret that printing or JSON could show. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly db: number;
  /** host:port, fit for every screen and log. */
  readonly label: string;
  /** A function, so that neither JSON.stringify nor a log of the whole address can show the password. */
  readonly credentials?: () => { readonly username?: string; readonly password: string };
  /** PEM of the authority to trust besides the system's; only with `tls`. */
  readonly trustedCa?: string;
}

const HOST = /^(?:[\p{L}\p{N}._-]{1,253}|\[[0-9a-fA-F:.]{2,45}\])$/u;

const BAD_PORT = 'The port of the Redis address must be a number from 1 to 65535.';

/**
 * Reads redis://[user:password@]host[:port][/db] and rediss:// for TLS. Throws ConsoleError `bad-input` with a sentence
 * that never repeats the text, for the text may hold a password.
 */
export function parseRedisUrl(text: string): RedisAddress {
  const scheme = /^([a-z]+):\/\//i.exec(text.trim())?.[1]?.toLowerCase();
  if (scheme !== 'redis' && scheme !== 'rediss') {
    throw bad('The Redis address must begin with redis:// (plain) or rediss:// (TLS).');
  }
  if (hasBadPort(text.trim())) throw bad(BAD_PORT);
  const url = parseUrl(text.trim());
  if (url === undefined || url.hash !== '') {
    throw bad(
      'The Redis address cannot be read: write redis://user:password@host:port/db, with characters such as # / ? @ in a password percent-encoded.',
    );
  }
  if (url.search !== '') throw bad('The Redis address takes no options after a question mark.');
  if (!HOST.test(url.hostname)) throw bad('The Redis address has no valid host name: write redis://host:port.');
  const port = url.port === '' ? 6379 : Number(url.port);
  if (port === 0) throw bad(BAD_PORT);
  const credentials = credentialsOf(url);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    tls: scheme === 'rediss',
    db: databaseOf(url.pathname),
    label: `${url.hostname}:${port}`,
    ...(credentials === undefined ? {} : { credentials: () => credentials }),
  };
}

// The parser of addresses refuses a port out of range without a word about it.
function hasBadPort(text: string): boolean {
  const place = /^[a-z]+:\/\/(?:[^/?#@]*@)?(?:[^/?#@:[\]]+|\[[^\]/?#@]*\]):([^/?#@:]+)(?:[/?#][^@]*)?$/i.exec(text);
  const port = place?.[1];
  return port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function databaseOf(path: string): number {
  const digits = path.replace(/^\//, '');
  if (digits === '') return 0;
  // Redis itself stops at 2^31-1 databases.
  if (!/^[0-9]{1,9}$/.test(digits)) {
    throw bad(
      'What follows the port of the Redis address must be a database number from 0, as in redis://host:6379/2.',
    );
  }
  return Number(digits);
}

function credentialsOf(url: URL): { username?: string; password: string } | undefined {
  const username = decoded(url.username);
  const password = decoded(url.password);
  if (password === '') {
    if (username === '') return undefined;
    throw bad(
      'The Redis address has one word before the @: write redis://:password@host for a password, or redis://user:password@host.',
    );
  }
  return username === '' ? { password } : { username, password };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw bad('The user or password in the Redis address is not validly percent-encoded: write % itself as %25.');
  }
}

function bad(sentence: string): ConsoleError {
  return new ConsoleError('bad-input', sentence);
}
