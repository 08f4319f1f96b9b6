import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { EntryAnswer, Listed } from '@weir/domain/wire/answers';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useTRPC } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { emptyStreamWords } from '../stream/stream-view.ts';
import { boundsOf, hasNewer, nothingHereWords, placeOf, startToKeep, type EntriesPlace } from './entries-view.ts';
import { EntryRowsSkeleton } from './entry-rows-skeleton.tsx';
import { EntryTable } from './entry-table.tsx';
import { JumpField } from './jump-field.tsx';

const PAGE = 50;

const DIRECTIONS = [
  { value: 'desc', label: 'Newest' },
  { value: 'asc', label: 'Oldest' },
] as const;

interface EntriesTabProps {
  readonly conn: string;
  readonly row: StreamRow;
}

/** All entries of a stream, a page at a time. Where reading starts, its direction and the opened entry are in the address. */
export function EntriesTab({ conn, row }: EntriesTabProps) {
  const trpc = useTRPC();
  const search = useSearch({ from: '/c/$conn/s/$stream/tabs' });
  const navigate = useNavigate();
  const place = placeOf(search);
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
  const go = (next: {
    from?: string | undefined;
    dir?: string;
    page?: string | undefined;
    entry?: string | undefined;
  }) => {
    void navigate({
      to: '/c/$conn/s/$stream/entries',
      params: { conn, stream: row.stream },
      search: { ...search, ...next },
    });
  };
  return (
    <Panel flush>
      <div className="flex flex-wrap items-start gap-3 px-4 py-3">
        <JumpField
          direction={place.direction}
          onJump={(from) => {
            go({ from, page: undefined, entry: undefined });
          }}
        />
        <div className="ml-auto flex items-center gap-3">
          <Segmented
            label="Order"
            value={place.direction}
            options={DIRECTIONS}
            onChange={(dir) => {
              go({ dir, page: undefined, entry: undefined });
            }}
          />
          <Button
            onClick={() => {
              void query.refetch();
            }}
          >
            Read again
          </Button>
        </div>
      </div>
      {hasNewer(place, query.data?.items[0]?.id, row.lastId) && query.data !== undefined && (
        <output className="tint-accent block px-4 py-1.5 text-small text-text-2">
          Newer entries have arrived since this was read.
        </output>
      )}
      {query.data === undefined && query.isError ? (
        <PanelTrouble
          tried="Reading the entries"
          error={query.error}
          at={query.errorUpdatedAt}
          onRetry={() => {
            void query.refetch();
          }}
        />
      ) : query.data === undefined ? (
        <EntryRowsSkeleton rows={12} />
      ) : (
        <EntriesPageView row={row} place={place} page={query.data} opened={search.entry} go={go} />
      )}
    </Panel>
  );
}

interface EntriesPageViewProps {
  readonly row: StreamRow;
  readonly place: EntriesPlace;
  readonly page: Listed<EntryAnswer>;
  readonly opened: string | undefined;
  readonly go: (next: { from?: string | undefined; page?: string | undefined; entry?: string | undefined }) => void;
}

function EntriesPageView({ row, place, page, opened, go }: EntriesPageViewProps) {
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
      </div>
    </>
  );
}
