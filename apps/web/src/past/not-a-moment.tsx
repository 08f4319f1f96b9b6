import { useMatches, useSearch } from '@tanstack/react-router';
import { redisClock } from '../live/redis-clock.ts';
import { NowStrip } from './now-strip.tsx';
import { holdsMoment, momentParam, notAMoment } from './past-moment.ts';

/** Above a page whose address names a moment that cannot be read: it shows now, which must not pass for then. */
export function NotAMoment() {
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  const text = notAMoment(useSearch({ strict: false }));
  if (text === undefined || !holdsMoment(route)) return null;
  const example = momentParam(Math.floor(redisClock.now() / 60_000) * 60_000);
  return (
    <NowStrip>
      . Its address asks for a moment, but “<span className="name break-all">{text.slice(0, 60)}</span>” cannot be read.
      Write it as <span className="name">at={example}</span>, in UTC.
    </NowStrip>
  );
}
