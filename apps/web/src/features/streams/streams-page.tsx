import { useNavigate, useParams } from '@tanstack/react-router';
import { ListPage } from '../../app/list-page.tsx';
import { useTitle } from '../../app/use-title.ts';
import { useStreamRows, useSummary } from '../../live/use-live.ts';
import { usePast } from '../../past/use-past.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { FirstPoll } from '../connection/first-poll.tsx';
import { TrashPanel } from './trash-panel.tsx';
import { StreamsTable } from './streams-table.tsx';
import { filterStreams, sortStreams, STREAM_SORTS, totalsText, WORST_FIRST } from './streams-view.ts';

export function StreamsPage() {
  useTitle('Streams');
  const { conn } = useParams({ from: '/c/$conn/streams' });
  const summary = useSummary();
  const all = useStreamRows();
  const isPast = usePast() !== null;
  if (summary?.polledAt == null || all === null) return <FirstPoll conn={conn} summary={summary} />;
  const { complete } = summary.discovery;
  return (
    <>
      <ListPage
        title="Streams"
        totals={`${totalsText(all)}${complete ? '' : ' Still looking for more.'}`}
        noun="stream"
        field={{ label: 'Filter streams by name', placeholder: 'Name, such as orders*' }}
        all={all}
        sorts={STREAM_SORTS}
        worstFirst={WORST_FIRST}
        order={(rows, { typed, level }, sort) => sortStreams(filterStreams(rows, typed, level), sort)}
        nothing={<NoStreams complete={complete} />}
        actions={<MoreOfStreams conn={conn} />}
      >
        {(rows, sort, onSort) => <StreamsTable conn={conn} rows={rows} sort={sort} onSort={onSort} />}
      </ListPage>
      {!isPast && <TrashPanel conn={conn} />}
    </>
  );
}

function MoreOfStreams({ conn }: { readonly conn: string }) {
  const navigate = useNavigate();
  const past = usePast() !== null;
  if (past) return null;
  return (
    <MoreMenu
      label="More to do with streams"
      items={[
        {
          key: 'privacy-request',
          word: 'Privacy request…',
          lock: '',
          onChoose: () => void navigate({ to: '/c/$conn/privacy', params: { conn } }),
        },
      ]}
    />
  );
}

function NoStreams({ complete }: { readonly complete: boolean }) {
  return complete ? (
    <EmptyState title="No streams in this Redis yet.">
      Weir looks again and again; the first one appears here by itself.
    </EmptyState>
  ) : (
    <EmptyState title="Looking for streams.">What is found appears here at once.</EmptyState>
  );
}
