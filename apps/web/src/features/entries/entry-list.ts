import type { EntryAnswer } from '@weir/domain/wire/answers';
import type { ReactNode } from 'react';
import type { RowSelection } from '../../ui/row-selection.tsx';

/** What a list of entries shows beside id, time and fields. */
export interface FigureColumn<Item> {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cell: (item: Item) => ReactNode;
  readonly className?: string;
}

/** A list whose rows are entries, or stand for entries: each opens to the whole entry. */
export interface EntryListProps<Item extends { readonly id: string }> {
  readonly caption: string;
  readonly items: readonly Item[];
  /** Undefined where the payload is gone or was not read; `missing` then says so, at length in an opened row. */
  readonly entryOf: (item: Item) => EntryAnswer | undefined;
  readonly missing: (item: Item, long: boolean) => ReactNode;
  /** Id of the opened row. */
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly selection?: RowSelection | undefined;
  /** In an opened row, above its fields. */
  readonly renderAbove?: ((item: Item) => ReactNode) | undefined;
}
