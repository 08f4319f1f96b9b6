import type { Archives } from '@weir/domain/archive/archives';
import type { Journal } from '@weir/domain/jobs/journal';
import type { PolicyBook } from '@weir/domain/policies/policy-book';

/** Counts the points at which a console could die, and lets it die at one of them. */
export interface Gate {
  /** Points passed so far. */
  readonly passed: number;
  readonly names: readonly string[];
  /** The console is dead: nothing it waits for comes any more. */
  readonly frozen: boolean;
  /** Passes a point, or never comes back. */
  point(name: string): Promise<void>;
  freeze(): void;
}

/** `dieAt` = number of the point, from 1; 0 = none. `onDeath` is called at that moment. */
export function createGate(dieAt: number, onDeath: () => void): Gate {
  const names: string[] = [];
  let frozen = false;
  return {
    get passed() {
      return names.length;
    },
    names,
    get frozen() {
      return frozen;
    },
    point(name) {
      if (frozen) return never();
      names.push(name);
      if (names.length !== dieAt) return Promise.resolve();
      frozen = true;
      onDeath();
      return never();
    },
    freeze() {
      frozen = true;
    },
  };
}

const WRITES = [
  'savePlan',
  'freeze',
  'begin',
  'intend',
  'settle',
  'goBack',
  'setState',
  'setRate',
  'end',
  'later',
  'note',
] as const satisfies readonly (keyof Journal)[];

const BOOK_WRITES = ['takeLease', 'addRun', 'endRun', 'dealtWith'] as const satisfies readonly (keyof PolicyBook)[];

/** The journal with a point before and behind everything that is written to it. */
export function gatedJournal(journal: Journal, gate: Gate): Journal {
  return gatedWrites(journal, WRITES, gate);
}

/** The same for what a run of a policy writes. */
export function gatedBook(book: PolicyBook, gate: Gate): PolicyBook {
  return gatedWrites(book, BOOK_WRITES, gate);
}

function gatedWrites<T extends object>(whole: T, names: readonly (keyof T & string)[], gate: Gate): T {
  const gated: Partial<Record<string, unknown>> = { ...whole };
  for (const name of names) {
    // Sound: every method of these takes some arguments and gives back a promise.
    const write = whole[name] as (...args: unknown[]) => Promise<unknown>;
    gated[name] = async (...args: unknown[]): Promise<unknown> => {
      await gate.point(`before ${name}`);
      const answer = await write.call(whole, ...args);
      await gate.point(`after ${name}`);
      return answer;
    };
  }
  // Sound: the same methods, each with the same arguments and answer.
  return gated as T;
}

/** The archives with a point before and behind everything that is written to them. */
export function gatedArchives(archives: Archives, gate: Gate): Archives {
  const gated = async <T>(name: string, write: () => Promise<T>): Promise<T> => {
    await gate.point(`before ${name}`);
    const answer = await write();
    await gate.point(`after ${name}`);
    return answer;
  };
  return {
    ...archives,
    keep: (head, part) => gated('keep', () => archives.keep(head, part)),
    seal: (head, parts) => gated('seal', () => archives.seal(head, parts)),
  };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
