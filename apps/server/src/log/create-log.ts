import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config/settings.ts';

export type Log = Logger;

/**
 * JSON lines to stderr (or to `write`). `secrets` are struck out of every line: the last net under all the places
 * that must not let a password through in the first place.
 */
export function createLog(level: LogLevel, secrets: readonly string[], write: (line: string) => void = toStderr): Log {
  const hidden = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write(line: string) {
        write(hidden.reduce((text, secret) => text.replaceAll(secret, '[hidden]'), line));
      },
    },
  );
}

function toStderr(line: string): void {
  process.stderr.write(line);
}

/** What the log keeps of something that was thrown. */
export function faultFields(fault: unknown): Record<string, string> {
  if (!(fault instanceof Error)) return { fault: 'thrown value' };
  return {
    fault: fault.name,
    message: fault.message.slice(0, 200),
    at: fault.stack?.split('\n').slice(1, 4).join(' ').trim() ?? '',
  };
}
