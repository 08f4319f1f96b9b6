import { formatDuration } from '@weir/domain/metrics/format-figures';
import { useZone } from '../app/preferences.ts';
import { clockText, momentText } from '../format/moment.ts';
import { useAgeTime } from '../live/picture-state.tsx';
import { useNow } from '../live/redis-clock.ts';

interface AgeProps {
  /** The instant it is the age of: epoch ms, Redis time. */
  readonly at: number;
  /** Keep the seconds above ten minutes, where exactness matters. */
  readonly exact?: boolean;
  /** Stands behind, e.g. "ago". */
  readonly after?: string;
  /** Counts up to this instant instead of now: a figure of the picture is as old as the picture says, and no older. */
  readonly upTo?: number;
  /** Of the picture itself: goes on while every other age stands still. */
  readonly ofPicture?: boolean;
}

/** How long ago, ticking once a second while the picture is live; the clock time is in its tooltip. Silent for screen readers' live regions. */
export function Age({ at, exact = false, after, upTo, ofPicture = false }: AgeProps) {
  const now = useNow();
  const counted = useAgeTime();
  const zone = useZone();
  const age = Math.max(0, (upTo ?? (ofPicture ? now : counted)) - at);
  return (
    <time data-tip={momentText(at, now, zone)} dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
      {exact ? formatDuration(age, 'exact') : formatDuration(age)}
      {after === undefined ? '' : ` ${after}`}
    </time>
  );
}

/** A clock time; its age is in the tooltip. */
export function Clock({ at }: { readonly at: number }) {
  const zone = useZone();
  const now = useAgeTime();
  return (
    <time
      data-tip={`${momentText(at, now, zone)}, ${formatDuration(Math.max(0, now - at))} ago`}
      dateTime={new Date(at).toISOString()}
      className="name whitespace-nowrap"
    >
      {clockText(at, zone)}
    </time>
  );
}
