import type { Happening } from './event-writer.ts';

/** The server that answers has another role than before: somebody, or Sentinel, made it so. */
export function failoverEvent(before: string, now: string, at: number): Happening | undefined {
  if (before === '' || now === '' || before === now || before === 'unknown' || now === 'unknown') return undefined;
  return {
    at,
    kind: 'link',
    level: 'warning',
    title: [`This Redis is a ${now} now`],
    detail: [`it was a ${before}: a failover, or somebody changed it`],
    stream: '',
    group: '',
  };
}
