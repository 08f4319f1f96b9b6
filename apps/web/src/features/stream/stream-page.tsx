import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useMatches, useParams } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useTitle } from '../../app/use-title.ts';
import { useLastRow } from '../../live/use-last-row.ts';
import { useHasPicture, useStreamRow } from '../../live/use-live.ts';
import { NotThen } from '../../past/not-then.tsx';
import { usePast } from '../../past/use-past.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TabLink, Tabs } from '../../ui/tabs.tsx';
import { OutcomeDialogs } from '../actions/undo/outcome-dialogs.tsx';
import { StreamDialogs } from '../actions/stream-dialogs.tsx';
import { ActivityTab } from '../activity/activity-tab.tsx';
import { EntriesTab } from '../entries/entries-tab.tsx';
import { PolicyTab } from '../policies/policy-tab.tsx';
import { StreamGone } from './stream-gone.tsx';
import { StreamGroups } from './stream-groups.tsx';
import { StreamHead } from './stream-facts.tsx';
import { StreamOverview } from './stream-overview.tsx';

/** One stream: /c/:conn/s/:stream and its tabs. */
export function StreamPage() {
  const { conn, stream } = useParams({ from: '/c/$conn/s/$stream/tabs' });
  const row = useStreamRow(stream);
  const last = useLastRow(stream, row);
  useTitle(stream);
  return (
    <>
      <OutcomeDialogs conn={conn} />
      {last !== undefined && <StreamDialogs conn={conn} row={last} />}
      <StreamBody conn={conn} stream={stream} row={row} />
    </>
  );
}

interface StreamBodyProps {
  readonly conn: string;
  readonly stream: string;
  readonly row: StreamRow | undefined;
}

function StreamBody({ conn, stream, row }: StreamBodyProps) {
  const hasPicture = useHasPicture();
  const isPast = usePast() !== null;
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId });
  if (row === undefined) return hasPicture ? <StreamGone conn={conn} stream={stream} /> : <PageSkeleton />;
  return (
    <div className="px-4 py-5 lg:px-6">
      <StreamHead conn={conn} row={row} />
      <Tabs label="Parts of this stream">
        <TabLink
          to="/c/$conn/s/$stream"
          params={{ conn, stream }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          Overview
        </TabLink>
        <TabLink to="/c/$conn/s/$stream/entries" params={{ conn, stream }} activeOptions={{ includeSearch: false }}>
          Entries
        </TabLink>
        <TabLink
          to="/c/$conn/s/$stream/groups"
          params={{ conn, stream }}
          activeOptions={{ includeSearch: false }}
          count={formatCount(row.groups)}
        >
          Groups
        </TabLink>
        <TabLink to="/c/$conn/s/$stream/trim" params={{ conn, stream }} activeOptions={{ includeSearch: false }}>
          Trim policy
        </TabLink>
        <TabLink to="/c/$conn/s/$stream/activity" params={{ conn, stream }} activeOptions={{ includeSearch: false }}>
          Activity
        </TabLink>
      </Tabs>
      <div className="pt-4">
        {route === '/c/$conn/s/$stream/tabs/entries' && isPast ? (
          <NotThen title={`The stream held ${formatCount(row.length)} entries.`}>
            Entries are read from Redis, which holds those of now.
          </NotThen>
        ) : route === '/c/$conn/s/$stream/tabs/entries' ? (
          <EntriesTab conn={conn} row={row} />
        ) : route === '/c/$conn/s/$stream/tabs/groups' ? (
          <StreamGroups conn={conn} stream={stream} />
        ) : route === '/c/$conn/s/$stream/tabs/trim' && isPast ? (
          <NotThen title="Trim policies are those of now.">
            What was changed of them, when and by whom is in the audit.
          </NotThen>
        ) : route === '/c/$conn/s/$stream/tabs/trim' ? (
          <PolicyTab conn={conn} row={row} />
        ) : route === '/c/$conn/s/$stream/tabs/activity' ? (
          <ActivityTab conn={conn} stream={stream} />
        ) : (
          <StreamOverview conn={conn} row={row} />
        )}
      </div>
    </div>
  );
}

/** The frame of an object page while the first picture is on its way. */
export function PageSkeleton() {
  return (
    <div className="flex flex-col gap-4 px-4 py-5 lg:px-6" aria-busy="true">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <div className="grid gap-4 md:grid-cols-3">
        <Skeleton className="h-44 w-full" />
        <Skeleton className="h-44 w-full" />
        <Skeleton className="h-44 w-full" />
      </div>
      <Skeleton className="h-56 w-full" />
    </div>
  );
}
