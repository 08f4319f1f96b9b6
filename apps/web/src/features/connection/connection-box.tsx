import { Popover } from '@base-ui/react/popover';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronsUpDown } from 'lucide-react';
import { useTRPC } from '../../app/trpc.ts';
import { isLost } from '../../live/freshness.ts';
import { usePictureKind } from '../../live/picture-state.tsx';
import { useSummaryNow } from '../../live/use-live.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { serverText } from './connection-view.ts';

/** Which Redis this is and whether it answers; a switcher when there are several. */
export function ConnectionBox({ conn }: { readonly conn: string }) {
  const trpc = useTRPC();
  const connections = useQuery(trpc.connections.list.queryOptions()).data?.items ?? [];
  const box =
    'edge flex min-h-11 items-center gap-2.5 rounded-panel border border-line bg-panel px-2.5 py-1.5 text-left max-lg:justify-center max-lg:px-0';
  if (connections.length < 2)
    return (
      <div className={box}>
        <BoxWords />
      </div>
    );
  return (
    <Popover.Root>
      <Popover.Trigger className={`${box} hover:bg-hover`} aria-label="Switch connection">
        <BoxWords />
        <ChevronsUpDown aria-hidden size={14} strokeWidth={1.75} className="ml-auto text-text-3 max-lg:hidden" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="start" sideOffset={4} className="z-40">
          <Popover.Popup
            aria-label="Connections"
            className="w-64 rounded-panel border border-line bg-overlay p-1.5 shadow-float outline-none"
          >
            {connections.map((connection) => (
              <Link
                key={connection.id}
                to="/c/$conn"
                params={{ conn: connection.id }}
                aria-current={connection.id === conn}
                className="flex min-h-9 items-center gap-2 rounded-control px-2.5 hover:bg-hover aria-[current=true]:tint-select"
              >
                <span className="truncate font-strong">{connection.name}</span>
                <span className="ml-auto text-small text-text-3">
                  {connection.state === 'down' ? 'No answer' : connection.version}
                </span>
              </Link>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function BoxWords() {
  const summary = useSummaryNow();
  const lost = isLost(usePictureKind());
  if (summary === null) return <Skeleton className="h-4 w-28 max-lg:w-6" />;
  return (
    <>
      {lost ? (
        <StatusGlyph shape="critical" size={12} />
      ) : (
        <span aria-hidden className="mx-[3px] size-1.5 shrink-0 rounded-full bg-ok-g" />
      )}
      <span className="min-w-0 max-lg:sr-only">
        <span translate="no" className="block truncate leading-4 font-semibold">
          {summary.name}
        </span>
        <span className="block truncate text-micro text-text-3">{lost ? 'No answer' : serverText(summary)}</span>
      </span>
    </>
  );
}
