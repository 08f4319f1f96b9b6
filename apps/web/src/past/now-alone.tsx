import { useMatches, useParams, useSearch } from '@tanstack/react-router';
import { useZone } from '../app/preferences.ts';
import { momentText } from '../format/moment.ts';
import { useNow } from '../live/redis-clock.ts';
import { ButtonLink } from '../ui/button.tsx';
import { NowStrip } from './now-strip.tsx';
import { canShowThen, holdsMoment, momentOf, momentParam } from './past-moment.ts';

/** Above a page that knows only now while its address, which others share with it, names a moment. */
export function NowAlone() {
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  const asked = momentOf(useSearch({ strict: false }));
  const zone = useZone();
  const now = useNow();
  if (asked === undefined || !holdsMoment(route) || canShowThen(route)) return null;
  return (
    <NowStrip action={<OverviewOfThen at={momentParam(asked)} />}>
      , not {momentText(asked, now, zone)}: what it lists is not kept for then.
    </NowStrip>
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
