import { useZone } from '../../app/preferences.ts';
import { clockText, dateText, momentText } from '../../format/moment.ts';
import { useNow } from '../../live/redis-clock.ts';

const DAY_MS = 86_400_000;

/** A clock time, with its date when that was not in the last day. */
export function DayClock({ at }: { readonly at: number }) {
  const zone = useZone();
  const now = useNow();
  return (
    <time data-tip={momentText(at, now, zone)} dateTime={new Date(at).toISOString()} className="name whitespace-nowrap">
      {now - at < DAY_MS ? clockText(at, zone) : `${dateText(at, now, zone)} ${clockText(at, zone)}`}
    </time>
  );
}
