import { useMatches, useSearch } from '@tanstack/react-router';
import { redisClock } from '../live/redis-clock.ts';
import { Button } from '../ui/button.tsx';
import { holdsMoment, momentParam, notAMoment } from './past-moment.ts';
import { useGoTo } from './past-bar.tsx';

/** Above a page whose address names a moment that cannot be read: it shows now, which must not pass for then. */
export function NotAMoment() {
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  const text = notAMoment(useSearch({ strict: false }));
  const goTo = useGoTo();
  if (text === undefined || !holdsMoment(route)) return null;
  const example = momentParam(Math.floor(redisClock.now() / 60_000) * 60_000);
  return (
    <section
      aria-label="Time machine"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-warn/50 bg-panel px-4 py-2.5 sm:px-6"
    >
      <output className="block min-w-0 flex-1 basis-56">
        <b className="font-semibold">This page shows now.</b>
        <span className="text-text-2">
          {' '}
          Its address asks for a moment, but “<span className="name break-all">{text.slice(0, 60)}</span>” cannot be
          read. Write it as <span className="name">at={example}</span>, in UTC.
        </span>
      </output>
      <Button
        onClick={() => {
          goTo(null);
        }}
      >
        Stay at now
      </Button>
    </section>
  );
}
