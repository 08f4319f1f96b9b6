import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Delta, RowChanges } from './delta.ts';
import type { TrackedGroup, TrackedStream } from './tracked.ts';

/**
 * The deltas behind version `from` as one: of each row every field that changed in any of them. The values are those
 * of the row when the text is made, so nothing older is kept. What is gone in the end is not sent as a row.
 */
export function mergeDeltas(deltas: readonly Delta[], from: number): RowChanges & { readonly events: WeirEvent[] } {
  const groups = new Map<TrackedGroup, number>();
  const streams = new Map<TrackedStream, number>();
  const goneGroups = new Set<number>();
  const goneStreams = new Set<number>();
  const events: WeirEvent[] = [];
  for (const delta of deltas) {
    if (delta.version <= from) continue;
    unite(groups, delta.groups);
    unite(streams, delta.streams);
    for (const key of delta.goneGroups) goneGroups.add(key);
    for (const key of delta.goneStreams) goneStreams.add(key);
    events.push(...delta.events);
  }
  // Keys are given once: who is gone does not come back under the same one.
  for (const group of groups.keys()) if (goneGroups.has(group.key)) groups.delete(group);
  for (const stream of streams.keys()) if (goneStreams.has(stream.key)) streams.delete(stream);
  return { groups, streams, goneGroups: [...goneGroups], goneStreams: [...goneStreams], events };
}

function unite<Holder>(all: Map<Holder, number>, more: ReadonlyMap<Holder, number>): void {
  for (const [holder, fields] of more) all.set(holder, (all.get(holder) ?? 0) | fields);
}
