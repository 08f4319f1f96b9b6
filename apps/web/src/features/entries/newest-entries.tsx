import { useQuery } from '@tanstack/react-query';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useState } from 'react';
import { useTRPC } from '../../app/trpc.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { emptyStreamWords } from '../stream/stream-view.ts';
import { EntryRowsSkeleton } from './entry-rows-skeleton.tsx';
import { EntryTable } from './entry-table.tsx';

const SHOWN = 8;

/** The last few entries, on the overview of a stream. An opened one stays: the list waits until it is closed. */
export function NewestEntries({ conn, row }: { readonly conn: string; readonly row: StreamRow }) {
  const trpc = useTRPC();
  const [opened, setOpened] = useState<string>();
  const query = useQuery(
    trpc.entries.list.queryOptions(
      { connection: conn, stream: row.stream, direction: 'desc', limit: SHOWN },
      { refetchInterval: opened === undefined ? 4_000 : false },
    ),
  );
  return (
    <Panel
      flush
      title="Newest entries"
      aside={
        <ButtonLink size="small" to="/c/$conn/s/$stream/entries" params={{ conn, stream: row.stream }} search={{}}>
          See all entries
        </ButtonLink>
      }
    >
      {query.data !== undefined ? (
        query.data.items.length === 0 ? (
          <EmptyState title={emptyStreamWords(row)} />
        ) : (
          <EntryTable
            conn={conn}
            stream={row.stream}
            caption="Newest entries"
            entries={query.data.items}
            opened={opened}
            onOpen={setOpened}
          />
        )
      ) : query.isError ? (
        <PanelTrouble tried="Reading the newest entries" query={query} />
      ) : (
        <EntryRowsSkeleton rows={SHOWN} />
      )}
    </Panel>
  );
}
