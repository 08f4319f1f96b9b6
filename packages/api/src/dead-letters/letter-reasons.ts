import { readLetter } from '@weir/domain/dead-letters/read-letter';
import type { LetterRules } from '@weir/domain/dead-letters/letter-rules';
import type { DeadLetterReason, DeadLetterReasons, DeadLetterStream } from '@weir/domain/wire/dead-letter-answers';
import type { Watch } from '../observe/watch.ts';
import { letterAt } from './letter-at.ts';

// The newest of each: one page of the read plane, shared by all viewers.
const SAMPLE = 500;
const FRESH_MS = 5_000;
const MOST_STREAMS = 20;
const MOST_REASONS = 500;

type Growing = { -readonly [K in keyof DeadLetterReason]: DeadLetterReason[K] };

/** Groups the newest dead letters of the fullest streams by where they came from and why they failed. */
export async function letterReasons(
  watch: Watch,
  rules: LetterRules,
  streams: readonly DeadLetterStream[],
): Promise<DeadLetterReasons> {
  const found = new Map<string, Growing>();
  const sampled: { stream: string; entries: number; of: number; complete: boolean }[] = [];
  const unread: { stream: string; because: string }[] = [];
  const filled = streams.filter(({ length }) => length > 0);
  const pages = await Promise.all(filled.slice(0, MOST_STREAMS).map(({ stream }) => newest(watch, stream)));
  for (const [index, { stream, length }] of filled.slice(0, MOST_STREAMS).entries()) {
    const page = pages[index] ?? null;
    if (page === null) {
      unread.push({ stream, because: 'it could not be read just now' });
      continue;
    }
    sampled.push({ stream, entries: page.items.length, of: length, complete: page.next === null });
    for (const entry of page.items) {
      const { origin, group, error, ...letter } = readLetter(rules, stream, entry.fields);
      const at = letterAt(entry.id, letter.failedAt, watch.board.polledAt);
      const key = JSON.stringify([stream, origin, group, error]);
      const reason = found.get(key) ?? { stream, origin, group, error, count: 0, firstAt: at, lastAt: at };
      found.set(key, reason);
      reason.count += 1;
      if (at !== null) {
        reason.firstAt = Math.min(reason.firstAt ?? at, at);
        reason.lastAt = Math.max(reason.lastAt ?? at, at);
      }
    }
  }
  for (const { stream } of filled.slice(MOST_STREAMS)) {
    unread.push({ stream, because: `only the ${MOST_STREAMS} fullest streams are looked into` });
  }
  const items = [...found.values()].toSorted((a, b) => b.count - a.count || (b.lastAt ?? 0) - (a.lastAt ?? 0));
  return { items: items.slice(0, MOST_REASONS), sampled, unread };
}

function newest(watch: Watch, stream: string) {
  if (watch.gateway.watcher.link.state !== 'up') return Promise.resolve(null);
  return watch.letters.of(stream, FRESH_MS, () =>
    watch.gateway.pages.entries({ stream, direction: 'desc', limit: SAMPLE }),
  );
}
