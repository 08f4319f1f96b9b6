import type { History } from '@weir/domain/history/history';
import type { Keep } from './retention.ts';

/** What the history's thread can be asked. `recover` opens the file if it is not open. */
export type HistoryMethod =
  | 'note'
  | 'series'
  | 'picture'
  | 'consumers'
  | 'events'
  | 'highest'
  | 'baselines'
  | 'extent'
  | 'size'
  | 'recover'
  | 'close';

export interface HistorySetup {
  readonly folder: string;
  readonly keep: Keep;
  /** The file can never be larger than this, as on a full disk; null = as large as the disk allows. */
  readonly hardLimitBytes: number | null;
}

/** The methods as the thread has them: nothing waits there but the file. */
export type Book = {
  readonly [Name in Exclude<HistoryMethod, 'recover' | 'close'>]: (
    ...args: Parameters<History[Name]>
  ) => Awaited<ReturnType<History[Name]>>;
};
