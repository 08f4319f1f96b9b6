import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMatches, useSearch } from '@tanstack/react-router';
import type { PastAnswer } from '@weir/domain/wire/history-answers';
import { type ReactNode, useMemo } from 'react';
import { failureOf, useTRPC } from '../app/trpc.ts';
import { pictureFromFrame } from '../live/live-picture.ts';
import type { LiveState } from '../live/live-store.ts';
import { redisClock } from '../live/redis-clock.ts';
import { type PictureSource, PictureProvider } from '../live/use-live.ts';
import { canShowThen, heldMoment, holdsMoment, momentOf, momentParam } from './past-moment.ts';
import { type Past, PastProvider } from './use-past.ts';

/** Around all pages of a connection: where the address names a moment, they are given the picture of then. */
export function PastFrame({ conn, children }: { readonly conn: string; readonly children: ReactNode }) {
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  const asked = momentOf(useSearch({ strict: false }));
  // oxlint-disable-next-line react/immutability -- links are made in this very pass and have to know it; it follows from the address alone
  heldMoment.text = asked !== undefined && holdsMoment(route) ? momentParam(asked) : '';
  if (asked === undefined || !canShowThen(route)) return children;
  return (
    <PastPicture conn={conn} asked={asked}>
      {children}
    </PastPicture>
  );
}

interface PastPictureProps {
  readonly conn: string;
  readonly asked: number;
  readonly children: ReactNode;
}

function PastPicture({ conn, asked, children }: PastPictureProps) {
  const query = usePastPicture(conn, asked);
  const { error } = query;
  const answer = error === null ? query.data : undefined;
  const source = useMemo(() => sourceOf(answer), [answer]);
  const past = useMemo<Past>(
    () => ({
      asked,
      at: answer?.at ?? null,
      from: answer?.from ?? 'poll',
      trouble: error === null ? null : failureOf(error),
    }),
    [asked, answer, error],
  );
  return (
    <PastProvider value={past}>
      <PictureProvider value={source}>{children}</PictureProvider>
    </PastProvider>
  );
}

const AGAIN_MS = 10_000;

/** Everything as it was at that moment. The picture before stays until the next is there, so that a slider moves smoothly. */
export function usePastPicture(conn: string, at: number) {
  const trpc = useTRPC();
  return useQuery(
    trpc.history.picture.queryOptions(
      { connection: conn, at },
      {
        placeholderData: keepPreviousData,
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        // What was read before the moment came is the newest there was, and not yet the picture of it.
        refetchInterval: ({ state }) =>
          state.data !== undefined && redisClock.fromHere(state.dataUpdatedAt) < at ? AGAIN_MS : false,
      },
    ),
  );
}

function sourceOf(answer: PastAnswer | undefined): PictureSource {
  const state: LiveState = {
    picture: answer === undefined ? null : pictureFromFrame(answer.picture),
    socket: { state: 'open' },
  };
  return { state: () => state, subscribe: () => () => {} };
}
