import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useSummary } from '../live/use-live.ts';
import { PLACES } from './nav-places.ts';
import { useObjectPlace } from './use-object-place.ts';

/** The navigation of phones. */
export function TabBar({ conn }: { readonly conn: string }) {
  const levels = useSummary()?.levels;
  const objectPlace = useObjectPlace();
  const troubled = levels === undefined ? 0 : levels.critical + levels.warning;
  return (
    <nav
      aria-label="Main"
      className="flex shrink-0 border-t border-line-subtle bg-panel pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {PLACES.map(({ to, word, icon: Icon, ...place }) => (
        <Link
          key={to}
          to={to}
          params={{ conn }}
          activeOptions={{ exact: true, includeSearch: false }}
          {...(word === objectPlace ? { 'aria-current': true } : {})}
          className="relative flex h-14 flex-1 flex-col items-center justify-center gap-1 text-micro text-text-2 aria-[current]:font-semibold aria-[current]:text-text"
        >
          <span className="relative">
            <Icon aria-hidden size={20} strokeWidth={1.75} />
            {word === 'Triage' && troubled > 0 && (
              <span className="drains absolute -top-1.5 left-3 rounded-full bg-crit-solid px-1.5 text-micro leading-4 font-semibold text-white">
                {formatCount(troubled)}
                <span className="sr-only"> groups need attention. </span>
              </span>
            )}
          </span>
          {'short' in place ? place.short : word}
        </Link>
      ))}
    </nav>
  );
}
