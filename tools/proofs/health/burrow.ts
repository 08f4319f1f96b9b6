/**
 * The rules Burrow (github.com/linkedin/Burrow, core/internal/evaluator/caching.go) publishes for a Kafka group, for
 * one partition, written anew. A Kafka group commits one offset; a Redis group has two cursors, so the rules are tried
 * with either: how many entries were delivered, and how many acknowledged. A consumer that calls commits.
 */
export type BurrowStatus = 'OK' | 'WARN' | 'STALL' | 'STOP' | 'REWIND';

interface Commit {
  readonly at: number;
  readonly offset: number;
  readonly lag: number;
}

/** Its defaults: a window of ten commits, no lag allowed, as many broker offsets kept. */
const WINDOW = 10;
const ALLOWED_LAG = 0;
/** A client commits every few seconds, and Burrow reads the end of a partition every ten. */
export const COMMIT_EVERY_MS = 10_000;

export class Burrow {
  readonly #commits: Commit[] = [];
  readonly #heads: number[] = [];
  #committedAt = 0;

  /** One sample: `committed` of `head` entries are done; `commits` = somebody of the group is there to say so. */
  judge(at: number, committed: number, head: number, commits: boolean): BurrowStatus {
    if (at - this.#committedAt >= COMMIT_EVERY_MS) {
      this.#committedAt = at;
      keep(this.#heads, head);
      if (commits) keep(this.#commits, { at, offset: committed, lag: Math.max(0, head - committed) });
    }
    const [first] = this.#commits;
    const last = this.#commits.at(-1);
    // minimum-complete = 1, the kindest there is: nothing is said before the window is full.
    if (first === undefined || last === undefined || this.#commits.length < WINDOW) return 'OK';
    if (head - last.offset <= ALLOWED_LAG) return 'OK';
    const recentlyNone = this.#heads.some((one) => one <= last.offset);
    if (at - last.at > last.at - first.at && !recentlyNone) return 'STOP';
    if (this.#rewound()) return 'REWIND';
    if (this.#commits.some(({ lag }) => lag <= ALLOWED_LAG)) return 'OK';
    if (this.#commits.every(({ offset }) => offset === first.offset)) return 'STALL';
    return this.#commits.every(({ lag }, n) => n === 0 || lag >= (this.#commits[n - 1]?.lag ?? 0)) ? 'WARN' : 'OK';
  }

  #rewound(): boolean {
    const back = this.#commits.findIndex(({ offset }, n) => n > 0 && offset < (this.#commits[n - 1]?.offset ?? 0));
    if (back < 0) return false;
    const before = this.#commits[back - 1]?.offset ?? 0;
    return !this.#commits.slice(back).some(({ offset }) => offset >= before);
  }
}

function keep<T>(all: T[], one: T): void {
  all.push(one);
  if (all.length > WINDOW) all.shift();
}
