import { useParams } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { ListPage } from '../../app/list-page.tsx';
import { useTitle } from '../../app/use-title.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { useGroupRows, useSummary } from '../../live/use-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FirstPoll } from '../connection/first-poll.tsx';
import { GroupsTable } from './groups-table.tsx';
import { filterGroups, GROUP_SORTS, sortGroups, WORST_FIRST } from './groups-view.ts';

export function GroupsPage() {
  useTitle('Groups');
  const { conn } = useParams({ from: '/c/$conn/groups' });
  const summary = useSummary();
  const all = useGroupRows();
  if (summary?.polledAt == null || all === null) return <FirstPoll conn={conn} summary={summary} />;
  return (
    <ListPage
      title="Groups"
      totals={`${formatCount(all.length)} ${all.length === 1 ? 'group' : 'groups'} on all streams.`}
      noun="group"
      field={{ label: 'Filter groups by name', placeholder: 'Group or stream, such as orders*' }}
      all={all}
      sorts={GROUP_SORTS}
      worstFirst={WORST_FIRST}
      order={(rows, { typed, level }, sort) => sortGroups(filterGroups(rows, typed, level), sort, redisClock.now())}
      nothing={
        <EmptyState title="Nobody reads a stream through a group.">
          Readers without a group can’t be seen from Redis.
        </EmptyState>
      }
    >
      {(rows, sort, onSort) => <GroupsTable conn={conn} rows={rows} sort={sort} onSort={onSort} />}
    </ListPage>
  );
}
