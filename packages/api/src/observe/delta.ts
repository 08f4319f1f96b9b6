import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { TrackedGroup, TrackedStream } from './tracked.ts';

/** Which rows one published change touched, and which of their fields; see `changedFields`. */
export interface RowChanges {
  readonly groups: ReadonlyMap<TrackedGroup, number>;
  readonly goneGroups: readonly number[];
  readonly streams: ReadonlyMap<TrackedStream, number>;
  readonly goneStreams: readonly number[];
}

export interface Delta extends RowChanges {
  readonly version: number;
  readonly events: readonly WeirEvent[];
}

export const NO_CHANGES: RowChanges = { groups: new Map(), goneGroups: [], streams: new Map(), goneStreams: [] };
