import type { ConsumerObservation } from '../consumers/consumer-observation.ts';
import type { Sentence } from '../wire/sentence.ts';
import { inAndOut, name } from './say.ts';
import type { Signs } from './signs.ts';

/** Who read last, and what that says of why entries wait. */
export interface LastReads {
  /** "Reads stopped at 14:01:55; billing-2 read last and made no call since."; empty when nothing is known. */
  readonly sentence: Sentence;
  /** Who hangs, where one can be named. */
  readonly reader: string | undefined;
}

// Readers of a busy group do not pause for this long, and polls are a few seconds apart.
const STOPPED_MS = 10_000;
// The position and the consumers are read some polls apart.
const SAME_READ_MS = 5_000;

/** What is known of this group's last read: it goes on, stopped, or there is nobody to read. */
export function lastReads(signs: Signs): LastReads {
  const { at, situation } = signs;
  const { group, memory } = situation;
  if (group.consumers === 0) return { sentence: [' The group has no consumers.'], reader: undefined };
  const seenMoving = memory.movedAt > memory.watchedSince;
  if (seenMoving && at - memory.movedAt < STOPPED_MS) {
    const [, ...rates] = inAndOut(signs);
    return { sentence: [' Reads go on, but trimming is faster: in ', ...rates], reader: undefined };
  }
  const last = lastReader(signs);
  // Moved by a read later than any the list of consumers knows of: nobody can be named for it.
  const stoppedAt = last !== undefined && (!seenMoving || last.at >= memory.movedAt - SAME_READ_MS) ? last.at : 0;
  if (last === undefined || stoppedAt === 0) {
    if (!seenMoving) return { sentence: [], reader: undefined };
    return { sentence: [' Reads stopped at ', { clock: memory.movedAt }, '.'], reader: undefined };
  }
  const silent = last.reader.lastCallAt <= stoppedAt + SAME_READ_MS;
  const since = silent
    ? signs.calls.known && signs.calls.value.attemptsSeen
      ? ' and made no call since.'
      : '.'
    : ' and still calls.';
  return {
    sentence: [' Reads stopped at ', { clock: stoppedAt }, '; ', name(last.reader.consumer), ' read last', since],
    reader: last.reader.consumer,
  };
}

function lastReader({ situation }: Signs): { readonly reader: ConsumerObservation; readonly at: number } | undefined {
  const { group, server } = situation;
  if (!group.consumerList.known) return undefined;
  let reader: ConsumerObservation | undefined;
  let newest = 0;
  for (const consumer of group.consumerList.value.consumers) {
    const { lastGotWorkAt: got, lastCallAt } = consumer;
    // Up to Redis 7.0 only calls that got something count.
    const at = got.known ? (got.value ?? 0) : server.idleCountsAttempts ? 0 : lastCallAt;
    if (at > newest) [reader, newest] = [consumer, at];
  }
  return reader === undefined ? undefined : { reader, at: newest };
}
