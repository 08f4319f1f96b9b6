import { useMutation } from '@tanstack/react-query';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { useEffect, useState } from 'react';
import { useZone } from '../../app/preferences.ts';
import { useTRPC } from '../../app/trpc.ts';
import { isLost } from '../../live/freshness.ts';
import { usePictureKind } from '../../live/picture-state.tsx';
import { useHereNow, useNow } from '../../live/redis-clock.ts';
import { useFreshness, useLiveStore, useSocketState, useSummary } from '../../live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { bannerWords, followOutage, NO_OUTAGE } from './connection-view.ts';

/** Says that Redis or Weir does not answer, and for five seconds that it is back. Pushes content down. */
export function ConnectionBanner({ conn }: { readonly conn: string }) {
  const words = useBannerWords();
  const retry = useRetry(conn);
  const backAfterMs = useBackAfter();
  // Before the first poll the page itself says what is wrong.
  const polled = useSummary()?.polledAt != null;
  if (words !== null && polled)
    return (
      <div
        role="alert"
        className="mx-4 mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-panel border border-crit/60 tint-crit px-4 py-3 sm:mx-6"
      >
        <StatusGlyph shape="critical" size={17} className="self-start" />
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-semibold">{words.title}</p>
          <p className="text-small text-text-2">{words.sentence}</p>
        </div>
        <span className="text-small text-text-2">{words.next}</span>
        <Button onClick={retry}>Try now</Button>
      </div>
    );
  if (backAfterMs === null) return null;
  return (
    <output className="mx-4 mt-4 flex items-center gap-3 rounded-panel border border-ok/50 tint-ok px-4 py-2.5 sm:mx-6">
      <StatusGlyph shape="healthy" size={16} />
      <p className="font-semibold">Back after {formatDuration(backAfterMs)}</p>
    </output>
  );
}

export function useBannerWords() {
  const summary = useSummary();
  const socket = useSocketState();
  const freshness = useFreshness();
  const zone = useZone();
  const now = useNow();
  const hereNow = useHereNow();
  const skewMs = summary?.clockSkewMs ?? 0;
  return bannerWords(freshness, summary?.link ?? null, socket, {
    serverNow: now - skewMs,
    hereNow,
    skewMs,
    zone,
  });
}

/** Tries whatever is broken: the way to Weir, or Weir's way to Redis. */
export function useRetry(conn: string): () => void {
  const trpc = useTRPC();
  const live = useLiveStore();
  const socket = useSocketState();
  const retry = useMutation(trpc.connections.retry.mutationOptions());
  return () => {
    if (socket.state === 'lost') live.retryNow();
    else retry.mutate({ connection: conn });
  };
}

const SHOWN_MS = 5_000;

// From the last poll before to the first one after: the span by which the page said how old it was.
function useBackAfter(): number | null {
  const lost = isLost(usePictureKind());
  const polledAt = useSummary()?.polledAt ?? null;
  const [outage, setOutage] = useState(NO_OUTAGE);
  const next = followOutage(outage, lost, polledAt);
  if (next !== outage) setOutage(next);
  const { backAfterMs } = next;
  useEffect(() => {
    if (backAfterMs === null) return undefined;
    const timer = setTimeout(() => {
      setOutage(NO_OUTAGE);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [backAfterMs]);
  return backAfterMs;
}
