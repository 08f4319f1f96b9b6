import { formatBytes } from '@weir/domain/metrics/format-figures';
import type { EntryAnswer } from '@weir/domain/wire/answers';
import { useNarrow } from '../../ui/use-narrow.ts';
import { EntryCards } from './entry-cards.tsx';
import { EntryGrid } from './entry-grid.tsx';
import { EntryInGroups } from './entry-in-groups.tsx';
import { AddedAt } from './entry-id.tsx';
import type { EntryListProps, FigureColumn } from './entry-list.ts';

type EntryTableProps = Pick<EntryListProps<EntryAnswer>, 'caption' | 'opened' | 'onOpen' | 'selection'> & {
  readonly conn: string;
  readonly stream: string;
  readonly entries: readonly EntryAnswer[];
};

const SIZE: readonly FigureColumn<EntryAnswer>[] = [
  { head: 'Size', align: 'right', cell: sizeOf, className: 'whitespace-nowrap text-text-2' },
];

/** Entries of a stream; an opened one says how it stands in every group. */
export function EntryTable({ conn, stream, entries, ...rest }: EntryTableProps) {
  const narrow = useNarrow();
  const list = {
    ...rest,
    items: entries,
    entryOf: itself,
    missing: nothing,
    renderAbove: ({ id }: EntryAnswer) => <EntryInGroups conn={conn} stream={stream} id={id} />,
  };
  if (!narrow) return <EntryGrid {...list} after={SIZE} />;
  return (
    <EntryCards
      {...list}
      renderFacts={(entry) => (
        <>
          <AddedAt id={entry.id} />
          <span>{sizeOf(entry)}</span>
        </>
      )}
    />
  );
}

function sizeOf(entry: EntryAnswer): string {
  return formatBytes(entry.sizeBytes);
}

function itself(entry: EntryAnswer): EntryAnswer {
  return entry;
}

function nothing(): null {
  return null;
}
