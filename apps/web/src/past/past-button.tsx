import { useMatches } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { redisClock } from '../live/redis-clock.ts';
import { IconButton } from '../ui/button.tsx';
import { useGoTo } from './past-bar.tsx';
import { canShowThen } from './past-moment.ts';
import { usePast } from './use-past.ts';

// Far enough back to see something, near enough to have been recorded.
const FIRST_STEP_MS = 5 * 60_000;

/** Shows this page as it was, from five minutes ago on. */
export function PastButton() {
  const goTo = useGoTo();
  const isPast = usePast() !== null;
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  if (isPast || !canShowThen(route)) return null;
  return (
    <IconButton
      label="See this page as it was"
      onClick={() => {
        goTo(Math.floor((redisClock.now() - FIRST_STEP_MS) / 1_000) * 1_000, false);
      }}
    >
      <History size={15} strokeWidth={1.75} />
    </IconButton>
  );
}
