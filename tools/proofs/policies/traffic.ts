import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';

interface Stop {
  now: boolean;
}

const BEAT_MS = 20;

/** Adds entries at a steady rate until it is told to stop; gives all their ids in order. */
export async function writer(port: number, stream: string, perSecond: number, stop: Stop): Promise<readonly string[]> {
  const redis = new Redis(port);
  const ids: string[] = [];
  const begun = performance.now();
  while (!stop.now) {
    // What a slow beat left out is made up for: the rate is that of the clock.
    const owed = Math.floor(((performance.now() - begun) / 1_000) * perSecond) - ids.length;
    const batch = redis.pipeline();
    for (let at = 0; at < owed; at += 1) batch.xadd(stream, '*', 'n', String(ids.length + at), 'body', 'x'.repeat(40));
    for (const [error, id] of (await batch.exec()) ?? []) {
      if (error !== null) throw error;
      ids.push(String(id));
    }
    await wait(BEAT_MS);
  }
  redis.disconnect();
  return ids;
}

export interface ReadAll {
  readonly got: readonly string[];
  /** Ids that were pending and had lost their payload when they were read again. */
  readonly withoutPayload: readonly string[];
}

type Rows = readonly (readonly [id: string, fields: readonly string[] | null])[];

/**
 * Reads everything and acknowledges it. `acksLate`: half of it stays pending for a while and is read again from the pending
 * list before it is acknowledged. After the stop it reads to the end.
 */
export async function reader(
  port: number,
  stream: string,
  group: string,
  { acksLate }: { readonly acksLate: boolean },
  stop: Stop,
): Promise<ReadAll> {
  const redis = new Redis(port);
  const got: string[] = [];
  const withoutPayload: string[] = [];
  const ask = async (from: string): Promise<Rows> => {
    const reply = await redis.xreadgroup('GROUP', group, 'c', 'COUNT', 2_000, 'STREAMS', stream, from);
    // The client's types leave it open: one stream was asked for, so one pair of name and rows comes back.
    return ((reply as readonly [string, Rows][] | null)?.[0]?.[1] ?? []) satisfies Rows;
  };
  const acknowledge = async (rows: Rows): Promise<void> => {
    if (rows.length > 0) await redis.xack(stream, group, ...rows.map(([id]) => id));
  };
  for (let round = 0; ; round += 1) {
    const wasStopped = stop.now;
    const rows = await ask('>');
    got.push(...rows.map(([id]) => id));
    await acknowledge(acksLate ? rows.filter((_, at) => at % 2 === 0) : rows);
    if (acksLate && (round % 10 === 9 || wasStopped)) {
      for (let again = await ask('0'); again.length > 0; again = await ask('0')) {
        withoutPayload.push(...again.filter(([, fields]) => fields === null).map(([id]) => id));
        await acknowledge(again);
      }
    }
    if (wasStopped && rows.length === 0) break;
    await wait(BEAT_MS);
  }
  redis.disconnect();
  return { got, withoutPayload };
}
