import { fillStreamSample, STREAM_METRICS } from '@weir/domain/metrics/group-metrics';
import type { Ring } from '@weir/domain/metrics/ring';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { STREAM_FIELDS } from '@weir/domain/wire/stream-row';
import { isRecent, type Moment, QUIET_RECHECK_MS } from './observe-group.ts';
import { rowText } from './row-text.ts';
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
  const row = streamRowOf(key, stream, groups, ring, moment.at);
  return { key, observation: stream, ring, groups, row, text: rowText(STREAM_FIELDS, row) };
}

/** Takes the newest observation in, after its groups; true when the row changed for a viewer. */
export function observeStream(
  tracked: TrackedStream,
  stream: StreamObservation,
  groupsChanged: boolean,
  moment: Moment,
): boolean {
  const quiet = stream === tracked.observation && !groupsChanged && tracked.row.inPerSecond === 0;
  if (quiet && isRecent(tracked.ring, moment.at)) return false;
  record(tracked.ring, stream, moment);
  tracked.observation = stream;
  if (quiet && moment.at - tracked.row.seenAt < QUIET_RECHECK_MS) return false;
  tracked.row = streamRowOf(tracked.key, stream, tracked.groups, tracked.ring, moment.at);
  const text = rowText(STREAM_FIELDS, tracked.row);
  if (text.cells === tracked.text.cells) return false;
  tracked.text = text;
  return true;
}

const sample: (number | null)[] = Array.from({ length: STREAM_METRICS.length }, () => null);

function record(ring: Ring, stream: StreamObservation, moment: Moment): void {
  fillStreamSample(sample, stream);
  ring.record(moment.at, sample, moment.intervalMs);
}
