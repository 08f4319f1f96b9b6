/** A stretch of uninterrupted recording; a later number was recorded later. Epoch ms of Redis time. */
export interface Recording {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The recordings in the order of time, none reaching over another: where the clock was set back, what was recorded
 * before that under times still to come gives way to what was recorded after it.
 */
export function cutRecordings<R extends Recording>(recordings: readonly R[]): R[] {
  const kept: R[] = [];
  for (const recording of recordings.toSorted((a, b) => a.number - b.number)) {
    while (kept.length > 0 && (kept.at(-1)?.start ?? 0) >= recording.start) kept.pop();
    const before = kept.at(-1);
    if (before !== undefined && before.end >= recording.start) {
      kept[kept.length - 1] = { ...before, end: recording.start - 1 };
    }
    kept.push(recording);
  }
  return kept;
}
