import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { LEVELS } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useDeferredValue } from 'react';
import { useTitle } from '../../app/use-title.ts';
import { LEVEL_WORD } from '../../format/status-words.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { useGroupRows, useSummary } from '../../live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { parseSort, type Sort, sortText } from '../../ui/sort-head.tsx';
import { useHeldSort } from '../../ui/use-held-sort.ts';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { FirstPoll } from '../connection/first-poll.tsx';
import { GroupsTable } from './groups-table.tsx';
import { filterGroups, GROUP_SORTS, type GroupSort, parseLevel, sortGroups, WORST_FIRST } from './groups-view.ts';

const STATES = [
  { value: 'any' as const, label: 'any' },
  ...LEVELS.map((level) => ({ value: level, label: LEVEL_WORD[level].toLowerCase() })),
];

export function GroupsPage() {
  useTitle('Groups');
  const { conn } = useParams({ from: '/c/$conn/groups' });
  const summary = useSummary();
  const rows = useGroupRows();
  if (summary?.polledAt == null || rows === null) return <FirstPoll conn={conn} summary={summary} />;
  return <Groups conn={conn} all={rows} />;
}

function Groups({ conn, all }: { readonly conn: string; readonly all: readonly GroupRow[] }) {
  const search = useSearch({ from: '/c/$conn/groups' });
  const navigate = useNavigate({ from: '/c/$conn/groups' });
  const change = (part: { q?: string; sort?: string; status?: string }) => {
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  };
  const [typed, setTyped] = useTypedParam(search.q ?? '', (q) => {
    change({ q });
  });
  const wanted = useDeferredValue(typed);
  const level = parseLevel(search.status);
  const sort = parseSort(search.sort, GROUP_SORTS, WORST_FIRST);
  const question = `${wanted}\0${level}\0${sortText(sort)}`;
  const { rows, guard } = useHeldSort(all, question, (now) =>
    sortGroups(filterGroups(now, wanted, level), sort, redisClock.now()),
  );
  const filtered = wanted !== '' || level !== 'any';
  return (
    <div className="drains flex flex-col gap-4 p-4 sm:px-6 sm:py-5" {...guard}>
      <div>
        <h1 className="text-title">Groups</h1>
        <p className="mt-1 text-text-2">{`${formatCount(all.length)} ${all.length === 1 ? 'group' : 'groups'} on all streams.`}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SearchField
          label="Filter groups by name"
          placeholder="Group or stream, such as orders*"
          value={typed}
          onChange={setTyped}
          className="w-full sm:w-72"
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
        <GroupsTable
          conn={conn}
          rows={rows}
          sort={sort}
          onSort={(next: Sort<GroupSort>) => {
            change({ sort: sortText(next) });
          }}
        />
      ) : (
        <div className="edge rounded-panel border border-line-subtle bg-panel">
          {filtered ? (
            <EmptyState
              title={`No group matches. ${formatCount(all.length)} without the filter.`}
              action={
                <Button
                  onClick={() => {
                    setTyped('');
                    change({ q: '', status: '' });
                  }}
                >
                  Clear filter
                </Button>
              }
            />
          ) : (
            <EmptyState title="Nobody reads a stream through a group.">
              Readers without a group can’t be seen from Redis.
            </EmptyState>
          )}
        </div>
      )}
    </div>
  );
}
