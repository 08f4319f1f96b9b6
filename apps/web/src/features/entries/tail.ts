import type { EntryAnswer, Listed } from '@weir/domain/wire/answers';

/** More rows than this are not kept: who wants them reads the pages. */
export const TAIL_ROWS = 200;

/** The newest entries as they come, newest first. Without holes: what was passed over leaves nothing older behind. */
export interface Tail {
  readonly shown: readonly EntryAnswer[];
  /** Came while the list was held. */
  readonly waiting: readonly EntryAnswer[];
  readonly waitingCount: number;
  /** False when more came than were read, so that `waitingCount` is the least. */
  readonly countIsWhole: boolean;
  /** Newest id that was read; null while the stream holds none. */
  readonly lastId: string | null;
  /** More came at once than one read brings: the next one starts at the newest again. */
  readonly behind: boolean;
  /** When entries were passed over, they are not in the list. */
  readonly passedOver: boolean;
}

export const EMPTY_TAIL: Tail = {
  shown: [],
  waiting: [],
  waitingCount: 0,
  countIsWhole: true,
  lastId: null,
  behind: false,
  passedOver: false,
};

export interface TailQuestion {
  readonly direction: 'asc' | 'desc';
  readonly cursor: string | null;
  readonly limit: number;
}

/** What to ask next: at first, and after having been passed by, the newest; else what came behind the last one read. */
export function nextQuestion(tail: Tail): TailQuestion {
  return tail.lastId === null || tail.behind
    ? { direction: 'desc', cursor: null, limit: TAIL_ROWS }
    : { direction: 'asc', cursor: tail.lastId, limit: TAIL_ROWS };
}

/** The tail after the answer to `asked`. A held list does not move: what came waits. */
export function afterRead(tail: Tail, asked: TailQuestion, answer: Listed<EntryAnswer>, held: boolean): Tail {
  const fresh = asked.direction === 'asc' ? answer.items.toReversed() : answer.items;
  const lastId = fresh[0]?.id ?? tail.lastId;
  const next = { ...tail, lastId, behind: asked.direction === 'asc' && answer.nextCursor !== null };
  // Starting over, the list begins with what was read; anything older may be on the far side of a hole.
  const over = asked.direction === 'desc';
  const passedOver = tail.passedOver || (over && tail.lastId !== null);
  if (!held || tail.lastId === null)
    return { ...next, shown: (over ? fresh : [...fresh, ...tail.shown]).slice(0, TAIL_ROWS), passedOver };
  return {
    ...next,
    waiting: (over ? fresh : [...fresh, ...tail.waiting]).slice(0, TAIL_ROWS),
    waitingCount: over ? Math.max(tail.waitingCount, fresh.length) : tail.waitingCount + fresh.length,
    countIsWhole: tail.countIsWhole && !over,
    passedOver,
  };
}

/** The tail with what waited on top. */
export function released(tail: Tail): Tail {
  if (tail.waitingCount === 0) return tail;
  // Only with every entry since then do the two lists meet.
  const meet = tail.countIsWhole && tail.waiting.length === tail.waitingCount;
  const shown = (meet ? [...tail.waiting, ...tail.shown] : tail.waiting).slice(0, TAIL_ROWS);
  return { ...tail, shown, waiting: [], waitingCount: 0, countIsWhole: true };
}

/** "Held. 12 new entries wait.", "Held. More than 200 new entries wait.", "Following new entries." */
export function tailWords(tail: Tail, held: boolean): string {
  const { waitingCount, countIsWhole } = tail;
  if (!held) return 'Following new entries.';
  if (waitingCount === 0) return 'Held. Nothing has come since.';
  const count = `${countIsWhole ? '' : 'More than '}${waitingCount.toLocaleString('en-US')}`;
  return `Held. ${count} new ${waitingCount === 1 && countIsWhole ? 'entry waits' : 'entries wait'}.`;
}
