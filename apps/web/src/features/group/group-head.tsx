import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { usePictureTime } from '../../live/use-live.ts';
import { STATUS_WORD } from '../../format/status-words.ts';
import { Age } from '../../ui/age.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { GroupActions } from '../actions/group-actions.tsx';
import { Figure, ObjectHead } from '../stream/object-head.tsx';
import { OldestPending, Unread } from '../groups/group-cells.tsx';
import { NameText } from '../../ui/name-text.tsx';

/** Head of a group's page: where it is and what waits. */
export function GroupHead({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  return (
    <ObjectHead
      name={row.group}
      badge={{ shape: row.level, word: STATUS_WORD[row.status] }}
      actions={<GroupActions row={row} />}
    >
      <span className="break-all">
        on{' '}
        <Link
          to="/c/$conn/s/$stream"
          params={{ conn, stream: row.stream }}
          translate="no"
          className="name text-accent hover:underline"
        >
          <NameText text={row.stream} />
        </Link>
      </span>
      <span>
        <Figure>{formatCount(row.consumers)}</Figure> {row.consumers === 1 ? 'consumer' : 'consumers'}
      </span>
      <span>
        position{' '}
        <span translate="no" className="name text-text select-all">
          {row.position}
        </span>
      </span>
      <span>
        <Figure>
          <Unread row={row} />
        </Figure>{' '}
        unread
        <Behind row={row} />
      </span>
      <span>
        <Figure>{formatCount(row.pending)}</Figure> pending
        <Oldest row={row} />
      </span>
    </ObjectHead>
  );
}

function Behind({ row }: { readonly row: GroupRow }) {
  const upTo = usePictureTime();
  if (row.oldestUnreadAt === 0) return null;
  if (row.oldestUnreadAt === null)
    return (
      <>
        , behind <UnknownTag because={row.behindBecause} />
      </>
    );
  return (
    <>
      ,{' '}
      <Figure>
        <Age at={row.oldestUnreadAt} upTo={upTo} />
      </Figure>{' '}
      behind
    </>
  );
}

function Oldest({ row }: { readonly row: GroupRow }) {
  if (row.oldestPendingAt === 0) return null;
  return (
    <>
      , <OldestPending row={row} exact />
    </>
  );
}
