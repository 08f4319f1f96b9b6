import { Link } from '@tanstack/react-router';
import { formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useMemo } from 'react';
import { LEVEL_TEXT, STATUS_WORD } from '../../format/status-words.ts';
import { useGroupRows, usePictureTime } from '../../live/use-live.ts';
import { Age } from '../../ui/age.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { UnreadFigure } from '../group/unread-figure.tsx';
import { groupsOf } from './stream-view.ts';

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
            {row.group}
          </Link>
        </span>
      </th>
      <td className={`h-9 px-2 max-md:hidden ${LEVEL_TEXT[row.level]}`}>{STATUS_WORD[row.status]}</td>
      <td className={CELL}>
        <UnreadFigure row={row} />
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

function Behind({ row }: { readonly row: GroupRow }) {
  const upTo = usePictureTime();
  if (row.oldestUnreadAt === null) return <UnknownTag because={row.behindBecause} />;
  return row.oldestUnreadAt === 0 ? <>0</> : <Age at={row.oldestUnreadAt} upTo={upTo} />;
}

function CaughtUp({ row }: { readonly row: GroupRow }) {
  if (row.eta === 'now' || (row.eta === 'time' && row.etaMs === null)) return null;
  if (row.eta === 'never') return <span data-tip="Out is not above in.">never, at these rates</span>;
  if (row.eta === 'unsure' || row.etaMs === null)
    return <UnknownTag because="the rates are too young or change too much to say" />;
  return <span data-tip="At these rates">{formatDuration(row.etaMs)}</span>;
}
