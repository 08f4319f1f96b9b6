import { isVast } from './vast-stream.ts';
import { isFat } from './vast-stream.ts';
import { isOpen, isThere, type WatchedStream } from './watched-stream.ts';

/** Fat streams carry their entries with XINFO STREAM, so their figures are read this rarely. */
export const FAT_EVERY_MS = 30_000;

/**
 * What is still to be read of which stream, from one poll to the next: what the budget left undone is not forgotten.
 * Moments are monotonic ms.
 */
export class Agenda {
  readonly #owed = new Set<WatchedStream>();
  readonly #open = new Set<WatchedStream>();
  readonly #fat = new Set<WatchedStream>();

  /** Begins with what earlier connections left undone. */
  constructor(streams: readonly WatchedStream[]) {
    for (const stream of streams) this.note(stream);
  }

  /** Takes down where the stream stands now. */
  note(stream: WatchedStream): void {
    const there = isThere(stream);
    // A fat stream stays dirty until its figures are due again; the rest of its details need not be read over and over.
    change(this.#owed, stream, there && (stream.owed || (stream.dirty && !isFat(stream))));
    change(this.#open, stream, there && stream.groups.some(isOpen));
    change(this.#fat, stream, there && stream.dirty && isFat(stream));
  }

  /** Streams with details due, those somebody looks at first, then those that have waited longest. */
  due(now: number): readonly WatchedStream[] {
    const due = new Set(this.#present(this.#owed));
    for (const stream of this.#present(this.#fat)) {
      // Of a vast one the ends are never read; the rest of it is, and shows when it is one no longer.
      const readAt = isVast(stream) ? stream.detailAt : stream.endsAt;
      if (now - readAt >= FAT_EVERY_MS) due.add(stream);
    }
    return [...due].toSorted((a, b) => {
      const looked = Number(now < b.lookedUntil) - Number(now < a.lookedUntil);
      if (looked !== 0) return looked;
      return a.detailAt < b.detailAt ? -1 : Number(a.detailAt > b.detailAt);
    });
  }

  /** True while there are streams of which no detail has ever been read. */
  hasUnread(): boolean {
    for (const stream of this.#owed) if (stream.detailAt === -Infinity) return true;
    return false;
  }

  /** Streams with a count under way. */
  open(): readonly WatchedStream[] {
    return this.#present(this.#open);
  }

  #present(set: Set<WatchedStream>): readonly WatchedStream[] {
    for (const stream of set) if (!isThere(stream)) set.delete(stream);
    return [...set];
  }
}

function change(set: Set<WatchedStream>, stream: WatchedStream, belongs: boolean): void {
  if (belongs) set.add(stream);
  else set.delete(stream);
}
