import type { GroupRow } from '@weir/domain/wire/group-row';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { usePast } from '../past/use-past.ts';
import { type Freshness, freshnessOf } from './freshness.ts';
import { groupNameKey } from './live-picture.ts';
import { LiveStore, type LiveState, type SocketState } from './live-store.ts';
import { useHereNow, useNow } from './redis-clock.ts';

const LiveContext = createContext<LiveStore | null>(null);
export const LiveProvider = LiveContext.Provider;

/** Where the picture on the pages comes from: the live one, or that of a moment of the past. */
export type PictureSource = Pick<LiveStore, 'state' | 'subscribe'>;

const PictureContext = createContext<PictureSource | null>(null);
/** Around pages that show another picture than the live one. */
export const PictureProvider = PictureContext.Provider;

const NO_EVENTS: readonly WeirEvent[] = [];

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (store === null) throw new Error('No LiveProvider above this component');
  return store;
}

/** Null before the first picture. */
export function useSummary(): Summary | null {
  return useLive((state) => state.picture?.summary ?? null);
}

/** That of now, whatever moment the pages show: for which Redis it is, not for how it stands. */
export function useSummaryNow(): Summary | null {
  const { subscribe, state } = useLiveStore();
  return useSyncExternalStore(subscribe, () => state().picture?.summary ?? null);
}

/**
 * Redis time of the newest poll. What is "behind" is measured up to it: since then the entry may have been read, and an
 * age that ticks on would say of every healthy group that it is behind by up to a poll.
 */
export function usePictureTime(): number {
  const now = useNow();
  return useSummary()?.polledAt ?? now;
}

/** Every group, in no order; the array is the same object until a group changes. Null before the first picture. */
export function useGroupRows(): readonly GroupRow[] | null {
  return useLive((state) => (state.picture === null ? null : listOf(state.picture.groups)));
}

/** Undefined when the picture has no such group (or there is no picture yet). */
export function useGroupRow(stream: string, group: string): GroupRow | undefined {
  return useLive((state) => {
    const key = state.picture?.groupKeys.get(groupNameKey(stream, group));
    return key === undefined ? undefined : state.picture?.groups.get(key);
  });
}

export function useStreamRows(): readonly StreamRow[] | null {
  return useLive((state) => (state.picture === null ? null : listOf(state.picture.streams)));
}

export function useStreamRow(stream: string): StreamRow | undefined {
  return useLive((state) => {
    const key = state.picture?.streamKeys.get(stream);
    return key === undefined ? undefined : state.picture?.streams.get(key);
  });
}

/** What changed, newest first. */
export function useEvents(): readonly WeirEvent[] {
  return useLive((state) => state.picture?.events ?? NO_EVENTS);
}

/** Is there a picture at all? Until then pages draw skeletons. */
export function useHasPicture(): boolean {
  return useLive((state) => state.picture !== null);
}

export function useSocketState(): SocketState {
  return useLive((state) => state.socket);
}

/** Renewed every second. */
export function useFreshness(): Freshness {
  const now = useNow();
  const hereNow = useHereNow();
  const summary = useSummary();
  const socket = useSocketState();
  const isPast = usePast() !== null;
  const freshness = freshnessOf(summary, socket, now, hereNow);
  return isPast ? { kind: 'past', ageMs: freshness.ageMs } : freshness;
}

function useLive<Part>(select: (state: LiveState) => Part): Part {
  const live = useLiveStore();
  const store = useContext(PictureContext) ?? live;
  // Every selector returns a part that is the same object until it changes, so React can compare by identity.
  const part = useCallback(() => select(store.state()), [store, select]);
  return useSyncExternalStore(store.subscribe, part);
}

const lists = new WeakMap<ReadonlyMap<number, unknown>, readonly unknown[]>();

function listOf<Row>(rows: ReadonlyMap<number, Row>): readonly Row[] {
  const held = lists.get(rows);
  // Sound: the list stored under a map is always made from that map's values.
  if (held !== undefined) return held as readonly Row[];
  const list = [...rows.values()];
  lists.set(rows, list);
  return list;
}
