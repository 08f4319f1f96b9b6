import type { EntryAnswer } from '@weir/domain/wire/answers';

export interface EntryTableProps {
  readonly caption: string;
  readonly entries: readonly EntryAnswer[];
  /** Id of the opened entry. */
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
}
