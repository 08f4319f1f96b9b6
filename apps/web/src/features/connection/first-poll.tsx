import type { Summary } from '@weir/domain/wire/summary';
import { usePast } from '../../past/use-past.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { useBannerWords, useRetry } from './connection-banner.tsx';

interface FirstPollProps {
  readonly conn: string;
  readonly summary: Summary | null;
}

/** Before the first picture: bars of the real size, and what is wrong when none comes. */
export function FirstPoll({ conn, summary }: FirstPollProps) {
  const words = useBannerWords();
  const retry = useRetry(conn);
  const isPast = usePast() !== null;
  if (words === null)
    return (
      <div aria-busy className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
        <h1 className="sr-only">
          {isPast
            ? 'Looking for the picture of that moment'
            : summary === null
              ? 'Waiting for the first picture'
              : `Connecting to ${summary.address}`}
        </h1>
        <Skeleton className="h-7 w-72 max-w-full" />
        <Skeleton className="h-4 w-96 max-w-full" />
        <div className="grid grid-cols-3 gap-3.5 md:grid-cols-5">
          {[1, 2, 3, 4, 5].map((tile) => (
            <Skeleton key={tile} className="h-[88px] w-full rounded-panel max-md:nth-[n+4]:hidden" />
          ))}
        </div>
        <Skeleton className="h-[420px] w-full rounded-panel" />
      </div>
    );
  return (
    <div className="p-4 sm:px-6 sm:py-5">
      <section role="alert" className="max-w-[75ch] rounded-panel border border-crit/40 bg-panel p-5">
        <div className="flex gap-3">
          <StatusGlyph shape="critical" size={18} className="mt-0.5" />
          <div className="min-w-0">
            <h1 className="text-heading">{summary === null ? words.title : 'Redis has not answered yet'}</h1>
            {summary !== null && (
              <p className="mt-1">
                <span translate="no" className="name break-all">
                  {summary.address}
                </span>
              </p>
            )}
            <p className="mt-1 text-text-2">{words.sentence}</p>
            <p className="mt-3 text-text-2">
              Weir keeps trying. The address comes from <code className="name">WEIR_REDIS_URL</code>; to watch another
              Redis, start Weir with that one.
            </p>
            <div className="mt-4 flex items-center gap-3">
              <Button onClick={retry}>Try now</Button>
              <span className="text-small text-text-3">{words.next}</span>
            </div>
          </div>
        </div>
      </section>
    </div>
  );
}
