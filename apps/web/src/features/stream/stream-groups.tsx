import { Link } from '@tanstack/react-router';
import { formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useMemo } from 'react';
import { LEVEL_TEXT, STATUS_WORD } from '../../format/status-words.ts';
import { useGroupRows } from '../../live/use-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { Behind, CaughtUp, Unread } from '../groups/group-cells.tsx';
import { groupsOf } from './stream-view.ts';
import { NameText } from '../../ui/name-text.tsx';

const HEAD = 'h-8 px-2 text-small font-normal text-text-3 whitespace-nowrap';
const CELL = 'h-9 px-2 text-right whitespace-nowrap';

/** The groups of one stream, worst first. */
export function StreamGroups({ conn, stream }: { readonly conn: string; readonly stream: string }) {
  const rows = useGroupRows();
  const groups = useMemo(() => groupsOf(rows ?? [], stream), [rows, stream]);
  if (groups.length === 0)
    return (
      <Panel flush>
        <EmptyState title="Nobody reads this stream through a group.">
          Readers without a group leave no trace in Redis and can’t be seen.
        </EmptyState>
      </Panel>
    );
  return (
    <Panel flush>
      <div className="drains overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">Groups of {stream}</caption>
          <thead>
            <tr className="border-b border-line-subtle">
              <th scope="col" className={`${HEAD} pl-4 text-left`}>
                Group
              </th>
              <th scope="col" className={`${HEAD} text-left max-md:hidden`}>
                Status
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                Unread
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                Behind
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                Pending
              </th>
              <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
                Consumers
              </th>
              <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
                Out
              </th>
              <th scope="col" className={`${HEAD} pr-4 text-right max-md:hidden`}>
                Caught up in
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((row) => (
              <GroupLine key={row.key} conn={conn} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function GroupLine({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  return (
    <tr data-row="" className="border-b border-line-subtle last:border-b-0 hover:bg-hover">
      <th scope="row" className="h-9 max-w-72 pl-4 text-left font-normal">
        <span className="flex items-center gap-2">
          <StatusGlyph shape={row.level} label={STATUS_WORD[row.status]} />
          <Link
            data-row-link=""
            to="/c/$conn/s/$stream/g/$group"
            params={{ conn, stream: row.stream, group: row.group }}
            translate="no"
            className="name truncate font-strong hover:underline"
          >
            <NameText text={row.group} />
          </Link>
        </span>
      </th>
      <td className={`h-9 px-2 max-md:hidden ${LEVEL_TEXT[row.level]}`}>{STATUS_WORD[row.status]}</td>
      <td className={CELL}>
        <Unread row={row} />
      </td>
      <td className={CELL}>
        <Behind row={row} />
      </td>
      <td className={CELL}>{formatCount(row.pending)}</td>
      <td className={`${CELL} max-md:hidden`}>{formatCount(row.consumers)}</td>
      <td className={`${CELL} max-md:hidden`}>
        {row.outPerSecond === null ? (
          <UnknownTag because="not watched for long enough yet" />
        ) : (
          formatRate(row.outPerSecond)
        )}
      </td>
      <td className={`${CELL} pr-4 max-md:hidden`}>
        <CaughtUp row={row} />
      </td>
    </tr>
  );
}
