import { Link } from '@tanstack/react-router';
import type { Summary } from '@weir/domain/wire/summary';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { ConnectionBox } from '../features/connection/connection-box.tsx';
import { useSummary } from '../live/use-live.ts';
import { Mark } from '../ui/mark.tsx';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { PLACES } from './nav-places.ts';
import { SignedInAs } from './signed-in-as.tsx';

interface SidebarProps {
  readonly conn: string;
  readonly onKeys: () => void;
}

/** 208 px, icons alone below 1200 px, not there on phones. */
export function Sidebar({ conn, onKeys }: SidebarProps) {
  const summary = useSummary();
  return (
    <aside
      aria-label="Weir"
      className="hidden w-14 shrink-0 flex-col gap-3 border-r border-line-subtle px-2.5 py-3 sm:flex lg:w-52"
    >
      <Link
        to="/c/$conn"
        params={{ conn }}
        className="flex h-6 items-center gap-2.5 rounded-control px-2 max-lg:justify-center max-lg:px-0"
      >
        <Mark />
        <span className="text-heading max-lg:sr-only">Weir</span>
      </Link>
      <ConnectionBox conn={conn} />
      <nav aria-label="Main" className="drains flex flex-col gap-0.5">
        {PLACES.map(({ to, word, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            params={{ conn }}
            activeOptions={{ exact: true, includeSearch: false }}
            data-tip={word}
            data-tip-small=""
            className="flex h-8 items-center gap-2.5 rounded-control px-2 font-strong text-text-2 hover:bg-hover hover:text-text data-[status=active]:bg-hover data-[status=active]:text-text max-lg:justify-center max-lg:px-0 touch:h-11"
          >
            <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
            <span className="max-lg:sr-only">{word}</span>
            <span className="ml-auto text-small font-normal text-text-3 max-lg:hidden">
              <PlaceCount word={word} summary={summary} />
            </span>
          </Link>
        ))}
      </nav>
      <SignedInAs onKeys={onKeys} />
    </aside>
  );
}

function PlaceCount({
  word,
  summary,
}: {
  readonly word: 'Triage' | 'Streams' | 'Groups';
  readonly summary: Summary | null;
}) {
  if (summary?.polledAt == null) return null;
  if (word === 'Streams') return formatCount(summary.streams);
  if (word === 'Groups') return formatCount(summary.groups);
  const { critical, warning } = summary.levels;
  if (critical + warning === 0) return null;
  return (
    <span className={`flex items-center gap-1 ${critical > 0 ? 'text-crit' : 'text-warn'}`}>
      <StatusGlyph shape={critical > 0 ? 'critical' : 'warning'} size={12} />
      {formatCount(critical + warning)}
      <span className="sr-only">groups need attention</span>
    </span>
  );
}
