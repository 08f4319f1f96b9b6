import { useMatches, useParams, useSearch } from '@tanstack/react-router';
import { useZone } from '../app/preferences.ts';
import { momentText } from '../format/moment.ts';
import { useNow } from '../live/redis-clock.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useGoTo } from './past-bar.tsx';
import { canShowThen, holdsMoment, momentOf, momentParam } from './past-moment.ts';

/** Above a page that knows only now while its address, which others share with it, names a moment. */
export function NowAlone() {
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  const asked = momentOf(useSearch({ strict: false }));
  const zone = useZone();
  const now = useNow();
  const goTo = useGoTo();
  if (asked === undefined || !holdsMoment(route) || canShowThen(route)) return null;
  return (
    <section
      aria-label="Time machine"
      className="z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-warn/50 bg-panel px-4 py-2.5 sm:sticky sm:top-0 sm:px-6"
    >
      <output className="block min-w-0 flex-1 basis-56">
        <b className="font-semibold">This page shows now</b>
        <span className="text-text-2">, not {momentText(asked, now, zone)}: what it lists is not kept for then.</span>
      </output>
      <OverviewOfThen at={momentParam(asked)} />
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

function OverviewOfThen({ at }: { readonly at: string }) {
  const { conn, stream, group } = useParams({ strict: false });
  if (conn === undefined || stream === undefined) return null;
  if (group === undefined)
    return (
      <ButtonLink to="/c/$conn/s/$stream" params={{ conn, stream }} search={{ at }}>
        See the stream then
      </ButtonLink>
    );
  return (
    <ButtonLink to="/c/$conn/s/$stream/g/$group" params={{ conn, stream, group }} search={{ at }}>
      See the group then
    </ButtonLink>
  );
}
