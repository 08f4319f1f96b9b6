import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { TrashAnswer } from '@weir/domain/wire/answers';
import { Trash2 } from 'lucide-react';
import { useTRPC } from '../../app/trpc.ts';
import { useNow } from '../../live/redis-clock.ts';
import { Age } from '../../ui/age.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { timeLeftText } from '../actions/stream/delete-view.ts';

/** Streams that were deleted and can be had back for a while; nothing when there are none. */
export function TrashPanel({ conn }: { readonly conn: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.streams.trash.queryOptions({ connection: conn }, { refetchInterval: 30_000 }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel
      flush
      title="Trash"
      note="Deleted streams. Each can be brought back as it was until its time is over."
      className="mx-4 mb-5 sm:mx-6"
    >
      <ul>
        {data.items.map((item) => (
          <TrashLine key={item.jobId} conn={conn} item={item} />
        ))}
      </ul>
    </Panel>
  );
}

function TrashLine({ conn, item }: { readonly conn: string; readonly item: TrashAnswer }) {
  const now = useNow();
  const { stream, jobId, actor, deletedAt, until, length, groups } = item;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-subtle px-4 py-2">
      <Trash2 aria-hidden size={15} strokeWidth={1.75} className="shrink-0 text-text-3" />
      <Link
        to="/c/$conn/jobs/$job"
        params={{ conn, job: jobId }}
        search={{}}
        translate="no"
        className="name min-w-0 truncate font-strong hover:underline"
      >
        <NameText text={stream} />
      </Link>
      <span className="text-small text-text-2">
        {formatCount(length, 'full')} {length === 1 ? 'entry' : 'entries'}, {formatCount(groups, 'full')}{' '}
        {groups === 1 ? 'group' : 'groups'}
      </span>
      <span className="text-small text-text-3">
        deleted <Age at={deletedAt} after="ago" /> by {actor}
      </span>
      <span className="ml-auto flex items-center gap-3 text-small">
        {timeLeftText(until, now)}
        <ButtonLink
          size="small"
          to="/c/$conn/jobs/$job"
          params={{ conn, job: jobId }}
          search={{ do: 'undo', job: jobId }}
        >
          Bring back…
        </ButtonLink>
      </span>
    </li>
  );
}
