import { useQueryClient } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useTRPC } from '../app/trpc.ts';
import { redisClock } from '../live/redis-clock.ts';
import { IconButton } from '../ui/button.tsx';
import { useGoTo } from './past-bar.tsx';
import { canShowThen } from './past-moment.ts';
import { firstMoment } from './past-view.ts';
import { usePast } from './use-past.ts';

/** Shows this page as it was, from five minutes ago on. */
export function PastButton({ conn }: { readonly conn: string }) {
  const goTo = useGoTo();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const isPast = usePast() !== null;
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  if (isPast || !canShowThen(route)) return null;
  const begin = async () => {
    const asked = trpc.history.get.queryOptions({ connection: conn }, { staleTime: 60_000 });
    // Unknown is no reason to stay: the page says what there is.
    const oldest = await queries.fetchQuery(asked).then(
      (history) => history.oldest,
      () => null,
    );
    goTo(firstMoment(redisClock.now(), oldest), false);
  };
  return (
    <IconButton
      label="See this page as it was"
      onClick={() => {
        void begin();
      }}
    >
      <History size={15} strokeWidth={1.75} />
    </IconButton>
  );
}
