import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { LEVELS } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useDeferredValue } from 'react';
import { useTitle } from '../../app/use-title.ts';
import { LEVEL_WORD } from '../../format/status-words.ts';
import { useStreamRows, useSummary } from '../../live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { parseSort, type Sort, sortText } from '../../ui/sort-head.tsx';
import { useHeldSort } from '../../ui/use-held-sort.ts';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { FirstPoll } from '../connection/first-poll.tsx';
import { parseLevel } from '../groups/groups-view.ts';
import { StreamsTable } from './streams-table.tsx';
import { filterStreams, sortStreams, STREAM_SORTS, type StreamSort, totalsText, WORST_FIRST } from './streams-view.ts';

const STATES = [
  { value: 'any' as const, label: 'any' },
  ...LEVELS.map((level) => ({ value: level, label: LEVEL_WORD[level].toLowerCase() })),
];

export function StreamsPage() {
  useTitle('Streams');
  const { conn } = useParams({ from: '/c/$conn/streams' });
  const summary = useSummary();
  const rows = useStreamRows();
  if (summary?.polledAt == null || rows === null) return <FirstPoll conn={conn} summary={summary} />;
  return <Streams conn={conn} all={rows} complete={summary.discovery.complete} />;
}

interface StreamsProps {
  readonly conn: string;
  readonly all: readonly StreamRow[];
  readonly complete: boolean;
}

function Streams({ conn, all, complete }: StreamsProps) {
  const search = useSearch({ from: '/c/$conn/streams' });
  const navigate = useNavigate({ from: '/c/$conn/streams' });
  const change = (part: { q?: string; sort?: string; status?: string }) => {
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  };
  const [typed, setTyped] = useTypedParam(search.q ?? '', (q) => {
    change({ q });
  });
  const wanted = useDeferredValue(typed);
  const level = parseLevel(search.status);
  const sort = parseSort(search.sort, STREAM_SORTS, WORST_FIRST);
  const question = `${wanted}\0${level}\0${sortText(sort)}`;
  const { rows, guard } = useHeldSort(all, question, (now) => sortStreams(filterStreams(now, wanted, level), sort));
  const filtered = wanted !== '' || level !== 'any';
  return (
    <div className="drains flex flex-col gap-4 p-4 sm:px-6 sm:py-5" {...guard}>
      <div>
        <h1 className="text-title">Streams</h1>
        <p className="mt-1 text-text-2">
          {totalsText(all)}
          {complete ? '' : ' Still looking for more.'}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SearchField
          label="Filter streams by name"
          placeholder="Name, such as orders*"
          value={typed}
          onChange={setTyped}
        />
        <SelectField
          label="State"
          value={level}
          options={STATES}
          onChange={(status) => {
            change({ status: status === 'any' ? '' : status });
          }}
        />
        <output className="text-small text-text-3">
          {filtered ? `${formatCount(rows.length)} of ${formatCount(all.length)}` : ''}
        </output>
      </div>
      {rows.length > 0 ? (
        <StreamsTable
          conn={conn}
          rows={rows}
          sort={sort}
          onSort={(next: Sort<StreamSort>) => {
            change({ sort: sortText(next) });
          }}
        />
      ) : (
        <NoStreams
          filtered={filtered}
          total={all.length}
          complete={complete}
          onClear={() => {
            setTyped('');
            change({ q: '', status: '' });
          }}
        />
      )}
    </div>
  );
}

interface NoStreamsProps {
  readonly filtered: boolean;
  readonly total: number;
  readonly complete: boolean;
  readonly onClear: () => void;
}

function NoStreams({ filtered, total, complete, onClear }: NoStreamsProps) {
  return (
    <div className="edge rounded-panel border border-line-subtle bg-panel">
      {filtered ? (
        <EmptyState
          title={`No stream matches. ${formatCount(total)} without the filter.`}
          action={<Button onClick={onClear}>Clear filter</Button>}
        />
      ) : complete ? (
        <EmptyState title="No streams in this Redis yet.">
          Weir looks again and again; the first one appears here by itself.
        </EmptyState>
      ) : (
        <EmptyState title="Looking for streams.">What is found appears here at once.</EmptyState>
      )}
    </div>
  );
}
