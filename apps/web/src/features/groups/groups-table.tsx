import type { GroupRow } from '@weir/domain/wire/group-row';
import { useCallback, useState } from 'react';
import { type Sort, SortHead } from '../../ui/sort-head.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { CALM_CARD_PX, CALM_ROW_PX, CalmCard, CalmRow } from './calm-row.tsx';
import { GROUP_COLUMNS, WIDE_ONLY } from './columns.ts';
import type { GroupSort } from './groups-view.ts';
import { sparkKey, useSparks } from './use-sparks.ts';
import { asColumnHead, asRow, asTable } from '../../ui/table-roles.ts';

interface GroupsTableProps {
  readonly conn: string;
  readonly rows: readonly GroupRow[];
  readonly sort: Sort<GroupSort>;
  readonly onSort: (sort: Sort<GroupSort>) => void;
}

export function GroupsTable({ conn, rows, sort, onSort }: GroupsTableProps) {
  const narrow = useNarrow();
  const [seen, setSeen] = useState({ first: 0, last: 30 });
  const onWindow = useCallback((first: number, last: number) => {
    setSeen({ first, last });
  }, []);
  const visible = narrow ? [] : rows.slice(seen.first, seen.last + 1);
  const sparks = useSparks(
    conn,
    visible.map((row) => ({ stream: row.stream, group: row.group, metric: row.spark })),
  );
  return (
    <div
      {...asTable('Groups', rows.length)}
      className="edge rounded-panel border border-line-subtle bg-panel shadow-panel"
    >
      <Heads sort={sort} onSort={onSort} narrow={narrow} />
      <VirtualRows
        count={rows.length}
        rowPx={narrow ? CALM_CARD_PX : CALM_ROW_PX}
        keyOf={(index) => rows[index]?.key ?? index}
        onWindow={onWindow}
      >
        {(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const spark = sparks.get(sparkKey({ stream: row.stream, group: row.group, metric: row.spark }));
          return narrow ? (
            <CalmCard conn={conn} row={row} index={index + 2} />
          ) : (
            <CalmRow conn={conn} row={row} spark={spark} index={index + 2} />
          );
        }}
      </VirtualRows>
    </div>
  );
}

interface HeadsProps {
  readonly sort: Sort<GroupSort>;
  readonly onSort: (sort: Sort<GroupSort>) => void;
  readonly narrow: boolean;
}

function Heads({ sort, onSort, narrow }: HeadsProps) {
  const head = { sort, onSort };
  const look =
    'sticky top-0 z-10 h-8 items-center rounded-t-panel border-b border-line-subtle bg-panel text-small text-text-2';
  if (narrow)
    return (
      <div {...asRow} className={`flex gap-4 px-4 ${look} touch:h-11`}>
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
      </div>
    );
  return (
    <div {...asRow} className={`${GROUP_COLUMNS} ${look}`}>
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
      <div {...asColumnHead} className={`pl-1.5 ${WIDE_ONLY}`} data-tip="The last hour, or as long as Weir has watched">
        Last hour
      </div>
      <SortHead {...head} column="eta" className={WIDE_ONLY}>
        Caught up in
      </SortHead>
    </div>
  );
}
