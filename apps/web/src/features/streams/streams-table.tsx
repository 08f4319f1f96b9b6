import type { StreamRow } from '@weir/domain/wire/stream-row';
import { SparkTable } from '../../charts/spark-table.tsx';
import type { SparkRequest } from '../../charts/use-sparks.ts';
import { type Sort, SortHead, SortHeads } from '../../ui/sort-head.tsx';
import { asColumnHead } from '../../ui/table-roles.ts';
import { STREAM_CARD_PX, STREAM_COLUMNS, STREAM_ROW_PX, STREAM_WIDE, StreamCard, StreamLine } from './stream-line.tsx';
import type { StreamSort } from './streams-view.ts';

interface StreamsTableProps {
  readonly conn: string;
  readonly rows: readonly StreamRow[];
  readonly sort: Sort<StreamSort>;
  readonly onSort: (sort: Sort<StreamSort>) => void;
}

export function StreamsTable({ conn, rows, sort, onSort }: StreamsTableProps) {
  return (
    <SparkTable
      conn={conn}
      label="Streams"
      rows={rows}
      sparkOf={sparkOf}
      renderHeads={(narrow, span) => <Heads sort={sort} onSort={onSort} narrow={narrow} span={span} />}
      linePx={STREAM_ROW_PX}
      cardPx={STREAM_CARD_PX}
      renderLine={(row, index, spark) => <StreamLine conn={conn} row={row} spark={spark} index={index} />}
      renderCard={(row, index) => <StreamCard conn={conn} row={row} index={index} />}
    />
  );
}

function sparkOf({ stream }: StreamRow): SparkRequest {
  return { stream, metric: 'inPerSecond' };
}

interface HeadsProps {
  readonly sort: Sort<StreamSort>;
  readonly onSort: (sort: Sort<StreamSort>) => void;
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
        <SortHead {...head} column="stream" align="left" firstDown={false}>
          Stream
        </SortHead>
        <SortHead {...head} column="entries">
          Entries
        </SortHead>
        <SortHead {...head} column="in">
          In /s
        </SortHead>
      </SortHeads>
    );
  return (
    <SortHeads columns={STREAM_COLUMNS}>
      <SortHead {...head} column="state" align="left" className="col-span-2">
        {sort.column === 'state' ? (sort.down ? 'Stream, worst first' : 'Stream, worst last') : 'Stream'}
      </SortHead>
      <SortHead {...head} column="in">
        In /s
      </SortHead>
      <div {...asColumnHead} className={`pl-2 ${STREAM_WIDE}`}>
        {span}
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
    </SortHeads>
  );
}
