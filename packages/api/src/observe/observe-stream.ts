import { fillStreamSample, STREAM_METRICS } from '@weir/domain/metrics/group-metrics';
import type { Ring } from '@weir/domain/metrics/ring';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { changedFields } from '@weir/domain/wire/changed-cells';
import { STREAM_FIELDS } from '@weir/domain/wire/stream-row';
import { isRecent, type Moment, QUIET_RECHECK_MS } from './observe-group.ts';
import { streamRowOf } from './stream-row-of.ts';
import type { TrackedGroup, TrackedStream } from './tracked.ts';

/** A stream seen for the first time, its groups already tracked. */
export function trackStream(
  key: number,
  stream: StreamObservation,
  groups: Map<string, TrackedGroup>,
  ring: Ring,
  moment: Moment,
): TrackedStream {
  record(ring, stream, moment);
  const row = streamRowOf(key, stream, groups, ring, moment.at, undefined);
  return { key, observation: stream, ring, groups, row, burst: undefined, drawnAt: moment.at };
}

/** Takes the newest observation in, after its groups; tells which fields of the row changed for a viewer. */
export function observeStream(
  tracked: TrackedStream,
  stream: StreamObservation,
  groupsChanged: boolean,
  moment: Moment,
): number {
  const quiet = stream === tracked.observation && !groupsChanged && tracked.row.inPerSecond === 0;
  if (quiet && isRecent(tracked.ring, moment.at)) return 0;
  record(tracked.ring, stream, moment);
  tracked.observation = stream;
  if (quiet && moment.at - tracked.drawnAt < QUIET_RECHECK_MS) return 0;
  tracked.drawnAt = moment.at;
  const row = streamRowOf(tracked.key, stream, tracked.groups, tracked.ring, moment.at, tracked.row);
  const changed = changedFields(STREAM_FIELDS, tracked.row, row);
  if (changed !== 0) tracked.row = row;
  return changed;
}

const sample: (number | null)[] = Array.from({ length: STREAM_METRICS.length }, () => null);

function record(ring: Ring, stream: StreamObservation, moment: Moment): void {
  fillStreamSample(sample, stream);
  ring.record(moment.at, sample, moment.intervalMs);
}
