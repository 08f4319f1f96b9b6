import { statSync } from 'node:fs';
import { StoreTrouble, type Trouble, troubleOf } from '../file/store-trouble.ts';
import { takeOwnership } from '../file/take-ownership.ts';
import { type OpenBook, openBook } from './history-book.ts';
import { historyPaths } from './history-paths.ts';
import { type HistoryFile, moveAside, openHistoryFile, type PutAside } from './open-history-file.ts';
import type { Book, HistorySetup } from './messages.ts';

export interface HistoryKeeper {
  /** Opens the file if it is not open; says what came of it. */
  recover(): void;
  run(method: keyof Book, args: readonly unknown[]): unknown;
  close(): void;
}

interface Opened {
  readonly file: HistoryFile['file'];
  readonly book: OpenBook;
  readonly inode: number;
}

/** After any trouble the file is closed, and nothing is recorded until `recover` could open it. `say`: null = all is well. */
export function createHistoryKeeper(
  { folder, keep, hardLimitBytes }: HistorySetup,
  now: () => number,
  say: (trouble: Trouble | null, aside: PutAside | undefined) => void,
): HistoryKeeper {
  const paths = historyPaths(folder);
  let ownership: { release(): void } | undefined;
  let opened: Opened | undefined;
  let trouble: Trouble = { kind: 'stopped' };
  let aside: PutAside | undefined;

  const fail = (found: Trouble): void => {
    opened?.book.close();
    opened?.file.close();
    opened = undefined;
    // Found while it was in use: the next try begins a new one.
    if (found.kind === 'damaged') aside = moveAside(paths, 'damaged');
    trouble = found;
    say(found, aside);
  };

  const open = (): void => {
    ownership ??= takeOwnership(paths);
    const found = openHistoryFile(paths, hardLimitBytes);
    aside = found.aside ?? aside;
    try {
      opened = {
        file: found.file,
        book: openBook(found.file, { paths, hardLimitBytes }, keep, now),
        inode: statSync(paths.database).ino,
      };
    } catch (fault) {
      found.file.close();
      throw fault;
    }
    say(null, aside);
  };

  const settle = (fault: unknown): void => {
    const found = troubleOf(fault);
    if (found !== undefined) fail(found);
  };

  return {
    recover() {
      if (opened !== undefined) return;
      try {
        open();
      } catch (fault) {
        settle(fault);
        if (troubleOf(fault) === undefined) throw fault;
      }
    },

    run(method, args) {
      if (opened !== undefined && statSync(paths.database, { throwIfNoEntry: false })?.ino !== opened.inode) {
        fail({ kind: 'replaced' });
      }
      if (opened === undefined) throw new StoreTrouble(trouble);
      try {
        // Sound: the arguments are those a caller gave to the method of this name.
        return (opened.book[method] as (...args: readonly unknown[]) => unknown)(...args);
      } catch (fault) {
        settle(fault);
        throw fault;
      }
    },

    close() {
      opened?.book.close();
      opened?.file.close();
      opened = undefined;
      ownership?.release();
      ownership = undefined;
    },
  };
}
