import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useCallback, useState } from 'react';
import { type Sort, SortHead } from '../../ui/sort-head.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { sparkKey, useSparks } from '../groups/use-sparks.ts';
import { STREAM_CARD_PX, STREAM_COLUMNS, STREAM_ROW_PX, STREAM_WIDE, StreamCard, StreamLine } from './stream-line.tsx';
import type { StreamSort } from './streams-view.ts';
import { asColumnHead, asRow, asTable } from '../../ui/table-roles.ts';

interface StreamsTableProps {
  readonly conn: string;
  readonly rows: readonly StreamRow[];
  readonly sort: Sort<StreamSort>;
  readonly onSort: (sort: Sort<StreamSort>) => void;
}

export function StreamsTable({ conn, rows, sort, onSort }: StreamsTableProps) {
  const narrow = useNarrow();
  const [seen, setSeen] = useState({ first: 0, last: 30 });
  const onWindow = useCallback((first: number, last: number) => {
    setSeen({ first, last });
  }, []);
  const visible = narrow ? [] : rows.slice(seen.first, seen.last + 1);
  const sparks = useSparks(
    conn,
    visible.map((row) => ({ stream: row.stream, metric: 'inPerSecond' })),
  );
  return (
    <div
      {...asTable('Streams', rows.length)}
      className="edge rounded-panel border border-line-subtle bg-panel shadow-panel"
    >
      <Heads sort={sort} onSort={onSort} narrow={narrow} />
      <VirtualRows
        count={rows.length}
        rowPx={narrow ? STREAM_CARD_PX : STREAM_ROW_PX}
        keyOf={(index) => rows[index]?.key ?? index}
        onWindow={onWindow}
      >
        {(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const spark = sparks.get(sparkKey({ stream: row.stream, metric: 'inPerSecond' }));
          return narrow ? (
            <StreamCard conn={conn} row={row} index={index + 2} />
          ) : (
            <StreamLine conn={conn} row={row} spark={spark} index={index + 2} />
          );
        }}
      </VirtualRows>
    </div>
  );
}

interface HeadsProps {
  readonly sort: Sort<StreamSort>;
  readonly onSort: (sort: Sort<StreamSort>) => void;
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
        <SortHead {...head} column="stream" align="left" firstDown={false}>
          Stream
        </SortHead>
        <SortHead {...head} column="entries">
          Entries
        </SortHead>
        <SortHead {...head} column="in">
          In /s
        </SortHead>
      </div>
    );
  return (
    <div {...asRow} className={`${STREAM_COLUMNS} ${look}`}>
      <SortHead {...head} column="state" align="left" className="col-span-2">
        {sort.column === 'state' ? (sort.down ? 'Stream, worst first' : 'Stream, worst last') : 'Stream'}
      </SortHead>
      <SortHead {...head} column="in">
        In /s
      </SortHead>
      <div {...asColumnHead} className={`pl-2 ${STREAM_WIDE}`} data-tip="The last hour, or as long as Weir has watched">
        Last hour
      </div>
      <SortHead {...head} column="entries">
        Entries
      </SortHead>
      <SortHead {...head} column="memory">
        Memory
      </SortHead>
      <SortHead {...head} column="covers" className={STREAM_WIDE}>
        <span data-tip="From the first entry to the last">Covers</span>
      </SortHead>
      <SortHead {...head} column="groups" className={STREAM_WIDE}>
        Groups
      </SortHead>
      <SortHead {...head} column="unread" className={STREAM_WIDE}>
        Unread
      </SortHead>
      <SortHead {...head} column="pending" className={STREAM_WIDE}>
        Pending
      </SortHead>
    </div>
  );
}
