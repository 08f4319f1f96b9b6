import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { ArchiveAnswer } from '@weir/domain/wire/archive-answers';
import { useTRPC } from '../../app/trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { ActionButton } from '../actions/parts/action-button.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { DayClock } from '../jobs/day-clock.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';

interface ArchivesPanelProps {
  readonly conn: string;
  readonly stream: string;
}

const MOST_SHOWN = 50;

/** What was put away of a stream before it was removed, and the way back. */
export function ArchivesPanel({ conn, stream }: ArchivesPanelProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.archives.list.queryOptions({ connection: conn, stream }, { refetchInterval: 30_000 }));
  const items = query.data?.items;
  return (
    <Panel flush title="Archives" note="What was removed with Archive first. Weir deletes none of them.">
      {items === undefined && query.isError && <PanelTrouble tried="Reading the archives" query={query} />}
      {items === undefined && !query.isError && (
        <div className="px-4 pb-4" aria-busy="true">
          <Skeleton className="h-9 w-full" />
        </div>
      )}
      {items?.length === 0 && (
        <EmptyState title="Nothing of this stream is archived.">
          A trim, a policy or a deletion with Archive first makes an archive.
        </EmptyState>
      )}
      {items !== undefined && items.length > 0 && (
        <ul aria-label="Archives" className="border-t border-line-subtle">
          {items.slice(0, MOST_SHOWN).map((archive) => (
            <ArchiveLine key={archive.archiveId} conn={conn} archive={archive} />
          ))}
          {items.length > MOST_SHOWN && (
            <li className="px-4 py-2 text-small text-text-3">
              {formatCount(items.length - MOST_SHOWN, 'full')} older ones lie in the archive folder.
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}

function ArchiveLine({ conn, archive }: { readonly conn: string; readonly archive: ArchiveAnswer }) {
  const { open } = useDialogAddress();
  const { archiveId, createdAt, entries, storedBytes, firstId, lastId, trouble } = archive;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line-subtle px-4 py-2 last:border-b-0">
      <span className="flex min-w-0 items-center gap-2">
        <StatusGlyph shape={trouble === '' ? 'healthy' : 'warning'} size={15} />
        <Link
          to="/c/$conn/jobs/$job"
          params={{ conn, job: archiveId }}
          search={{}}
          translate="no"
          className="name min-w-0 truncate font-strong hover:underline"
        >
          {archiveId}
        </Link>
      </span>
      <span className="text-small text-text-2">
        {entries === null
          ? 'entries not known'
          : `${formatCount(entries, 'full')} ${entries === 1 ? 'entry' : 'entries'}`}
        {storedBytes === null ? '' : `, ${formatBytes(storedBytes)} on disk`}
      </span>
      {firstId !== null && lastId !== null && (
        <span translate="no" className="name min-w-0 text-small break-all text-text-3">
          {firstId} … {lastId}
        </span>
      )}
      {trouble !== '' && <span className="min-w-0 text-small text-text">{trouble}</span>}
      <span className="ml-auto flex items-center gap-3 text-small text-text-3">
        {createdAt !== null && <DayClock at={createdAt} />}
        {trouble === '' && (
          <ActionButton
            word="Restore"
            needs="operator"
            size="small"
            onOpen={() => {
              open({ do: 'restore', name: archiveId });
            }}
          >
            Restore…<span className="sr-only"> {archiveId}</span>
          </ActionButton>
        )}
      </span>
    </li>
  );
}
