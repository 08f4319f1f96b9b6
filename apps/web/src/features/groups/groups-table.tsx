import type { GroupRow } from '@weir/domain/wire/group-row';
import { SparkTable } from '../../charts/spark-table.tsx';
import type { SparkRequest } from '../../charts/use-sparks.ts';
import { type Sort, SortHead, SortHeads } from '../../ui/sort-head.tsx';
import { asColumnHead } from '../../ui/table-roles.ts';
import { CALM_CARD_PX, CALM_ROW_PX, CalmCard, CalmRow } from './calm-row.tsx';
import { GROUP_COLUMNS_CAPTIONED, WIDE_ONLY } from './columns.ts';
import type { GroupSort } from './groups-view.ts';

interface GroupsTableProps {
  readonly conn: string;
  readonly rows: readonly GroupRow[];
  readonly sort: Sort<GroupSort>;
  readonly onSort: (sort: Sort<GroupSort>) => void;
}

export function GroupsTable({ conn, rows, sort, onSort }: GroupsTableProps) {
  return (
    <SparkTable
      conn={conn}
      label="Groups"
      rows={rows}
      sparkOf={sparkOf}
      renderHeads={(narrow, span) => <Heads sort={sort} onSort={onSort} narrow={narrow} span={span} />}
      linePx={CALM_ROW_PX}
      cardPx={CALM_CARD_PX}
      renderLine={(row, index, spark) => <CalmRow conn={conn} row={row} spark={spark} index={index} captioned />}
      renderCard={(row, index) => <CalmCard conn={conn} row={row} index={index} />}
    />
  );
}

function sparkOf({ stream, group, spark }: GroupRow): SparkRequest {
  return { stream, group, metric: spark };
}

interface HeadsProps {
  readonly sort: Sort<GroupSort>;
  readonly onSort: (sort: Sort<GroupSort>) => void;
  readonly narrow: boolean;
  /** What the small drawings draw, in words. */
  readonly span: string;
}

function Heads({ sort, onSort, narrow, span }: HeadsProps) {
  const head = { sort, onSort };
  if (narrow)
    return (
      <SortHeads>
        <SortHead {...head} column="state" align="left">
          State
        </SortHead>
        <SortHead {...head} column="group" align="left" firstDown={false}>
          Group
        </SortHead>
        <SortHead {...head} column="unread">
          Unread
        </SortHead>
        <SortHead {...head} column="pending">
          Pending
        </SortHead>
      </SortHeads>
    );
  return (
    <SortHeads columns={GROUP_COLUMNS_CAPTIONED}>
      <SortHead {...head} column="state" align="left">
        <span className="sr-only">State, worst first</span>
        {sort.column === 'state' ? (
          ''
        ) : (
          <span aria-hidden className="text-text-3">
            !
          </span>
        )}
      </SortHead>
      <SortHead {...head} column="group" align="left" firstDown={false}>
        Group
      </SortHead>
      <SortHead {...head} column="unread">
        Unread
      </SortHead>
      <SortHead {...head} column="behind">
        Behind
      </SortHead>
      <SortHead {...head} column="pending">
        Pending
      </SortHead>
      <SortHead {...head} column="out" className={WIDE_ONLY}>
        In → out /s
      </SortHead>
      <div {...asColumnHead} className={`pl-1.5 ${WIDE_ONLY}`}>
        {span}
      </div>
      <SortHead {...head} column="eta" className={WIDE_ONLY}>
        Caught up in
      </SortHead>
    </SortHeads>
  );
}
