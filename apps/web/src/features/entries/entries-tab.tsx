import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { EntryAnswer, Listed } from '@weir/domain/wire/answers';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useTRPC } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { emptyStreamWords } from '../stream/stream-view.ts';
import { boundsOf, hasNewer, nothingHereWords, placeOf, startToKeep, type EntriesPlace } from './entries-view.ts';
import { EntriesTail } from './entries-tail.tsx';
import { EntryTable } from './entry-table.tsx';
import { SaveAs } from './save-as.tsx';
import { JumpField } from './jump-field.tsx';
import { ReadPanel } from './read-panel.tsx';
import { TailButton } from './tail-button.tsx';

const PAGE = 50;

const DIRECTIONS = [
  { value: 'desc', label: 'Newest' },
  { value: 'asc', label: 'Oldest' },
] as const;

interface EntriesTabProps {
  readonly conn: string;
  readonly row: StreamRow;
}

interface Move {
  readonly from?: string | undefined;
  readonly dir?: string;
  readonly page?: string | undefined;
  readonly entry?: string | undefined;
  readonly tail?: string | undefined;
}

interface EntriesViewProps extends EntriesTabProps {
  readonly opened: string | undefined;
  readonly go: (next: Move) => void;
}

/** All entries of a stream, by pages or as they come. Where reading starts, its direction and the opened entry are in the address. */
export function EntriesTab({ conn, row }: EntriesTabProps) {
  const search = useSearch({ from: '/c/$conn/s/$stream/tabs' });
  const navigate = useNavigate();
  const go = (next: Move) => {
    void navigate({
      to: '/c/$conn/s/$stream/entries',
      params: { conn, stream: row.stream },
      search: { ...search, ...next },
    });
  };
  if (search.tail !== '1')
    return <EntriesByPage conn={conn} row={row} place={placeOf(search)} opened={search.entry} go={go} />;
  return (
    <EntriesTail
      // A stream that was made anew starts over.
      key={row.key}
      conn={conn}
      row={row}
      opened={search.entry}
      onOpen={(entry) => {
        if (entry !== search.entry) go({ entry });
      }}
      onStop={() => {
        go({ tail: undefined, entry: undefined });
      }}
    />
  );
}

function EntriesByPage({ conn, row, place, opened, go }: EntriesViewProps & { readonly place: EntriesPlace }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.entries.list.queryOptions(
      {
        connection: conn,
        stream: row.stream,
        direction: place.direction,
        limit: PAGE,
        cursor: place.cursor ?? null,
        ...boundsOf(place),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <ReadPanel
      query={query}
      tried="Reading the entries"
      tools={
        <>
          <JumpField
            direction={place.direction}
            onJump={(from) => {
              go({ from, page: undefined, entry: undefined });
            }}
          />
          <span className="ml-auto flex items-center gap-3">
            <TailButton
              on={false}
              onToggle={() => {
                go({ tail: '1', from: undefined, page: undefined, entry: undefined });
              }}
            />
            <Segmented
              label="Order"
              value={place.direction}
              options={DIRECTIONS}
              onChange={(dir) => {
                go({ dir, page: undefined, entry: undefined });
              }}
            />
          </span>
        </>
      }
    >
      {(page) => (
        <>
          {hasNewer(place, page.items[0]?.id, row.lastId) && (
            <output className="tint-accent block px-4 py-1.5 text-small text-text-2">
              Newer entries have arrived since this was read.
            </output>
          )}
          <EntriesPageView conn={conn} row={row} place={place} page={page} opened={opened} go={go} />
        </>
      )}
    </ReadPanel>
  );
}

interface EntriesPageViewProps extends EntriesViewProps {
  readonly place: EntriesPlace;
  readonly page: Listed<EntryAnswer>;
}

function EntriesPageView({ conn, row, place, page, opened, go }: EntriesPageViewProps) {
  const moved = place.from !== undefined || place.cursor !== undefined;
  const restart = () => {
    go({ from: undefined, page: undefined, entry: undefined });
  };
  const backTo = place.direction === 'desc' ? 'Back to the newest' : 'Back to the oldest';
  if (page.items.length === 0)
    return (
      <EmptyState
        title={row.length === 0 ? emptyStreamWords(row) : nothingHereWords(place, row)}
        action={moved ? <Button onClick={restart}>{backTo}</Button> : undefined}
      />
    );
  return (
    <>
      <EntryTable
        conn={conn}
        stream={row.stream}
        caption={`Entries of ${row.stream}`}
        entries={page.items}
        opened={opened}
        onOpen={(entry) => {
          go({ entry, from: startToKeep(place, page.items) });
        }}
      />
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-small text-text-3">
        {moved && <Button onClick={restart}>{backTo}</Button>}
        {page.nextCursor === null ? (
          <span>The list ends here.</span>
        ) : (
          <Button
            onClick={() => {
              go({ page: page.nextCursor ?? undefined, entry: undefined });
            }}
          >
            {place.direction === 'desc' ? 'Older entries' : 'Newer entries'}
          </Button>
        )}
        <span className="ml-auto">{page.items.length} entries on this page</span>
        <SaveAs conn={conn} stream={row.stream} place={place} />
      </div>
    </>
  );
}
