import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Freshness, standsAt } from './freshness.ts';
import { useNow } from './redis-clock.ts';
import { useFreshness, useSummary } from './use-live.ts';

interface PictureState {
  readonly kind: Freshness['kind'];
  /** The moment at which the ages on the page stand still; null while they tick. */
  readonly standsAt: number | null;
}

const Context = createContext<PictureState>({ kind: 'waiting', standsAt: null });

/** Around every page: works out once what all figures need, and changes only when that does, not with the clock. */
export function PictureStateProvider({ children }: { readonly children: ReactNode }) {
  const { kind } = useFreshness();
  const polledAt = useSummary()?.polledAt ?? null;
  const stands = standsAt(kind, polledAt);
  const state = useMemo(() => ({ kind, standsAt: stands }), [kind, stands]);
  return <Context value={state}>{children}</Context>;
}

/** Around what was read apart from the poll: its ages stand at its own reading instead of at the last poll. */
export function ReadAt({ at, children }: { readonly at: number; readonly children: ReactNode }) {
  const { kind, standsAt: stands } = useContext(Context);
  const own = stands === null ? null : at;
  const state = useMemo(() => ({ kind, standsAt: own }), [kind, own]);
  return <Context value={state}>{children}</Context>;
}

/** Whether the picture is live, and if not, why. */
export function usePictureKind(): Freshness['kind'] {
  return useContext(Context).kind;
}

/** Up to when ages count, epoch ms of Redis time: now, or the moment the picture stands at. */
export function useAgeTime(): number {
  const now = useNow();
  return useContext(Context).standsAt ?? now;
}
