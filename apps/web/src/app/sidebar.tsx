import { Link } from '@tanstack/react-router';
import type { AlertSummaryAnswer } from '@weir/domain/wire/alert-answers';
import type { Summary } from '@weir/domain/wire/summary';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { Fragment } from 'react';
import { ConnectionBox } from '../features/connection/connection-box.tsx';
import { useAlertSummary } from '../features/alerts/use-alerts.ts';
import { useLetterStreams } from '../features/dead-letters/use-letters.ts';
import { useRunningJobs } from '../features/jobs/use-jobs.ts';
import { useSummary } from '../live/use-live.ts';
import { usePast } from '../past/use-past.ts';
import { Mark } from '../ui/mark.tsx';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { PLACES } from './nav-places.ts';
import { SignedInAs } from './signed-in-as.tsx';
import { useObjectPlace } from './use-object-place.ts';

interface SidebarProps {
  readonly conn: string;
  readonly onKeys: () => void;
}

/** 208 px, icons alone below 1200 px, not there on phones. */
export function Sidebar({ conn, onKeys }: SidebarProps) {
  const summary = useSummary();
  const objectPlace = useObjectPlace();
  const running = useRunningJobs(conn);
  const alerts = useAlertSummary(conn).data;
  const letters = useLetterStreams(conn).data?.total;
  // Jobs, alerts and dead letters are counted now; beside counts of then they would pass for those of then.
  const ofNow = usePast() === null ? { running, alerts, letters } : NOT_COUNTED;
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
        {PLACES.map(({ to, word, part, icon: Icon }, index) => (
          <Fragment key={to}>
            {part !== (PLACES[index - 1]?.part ?? '') && (
              <p className="px-2 pt-3 pb-1 text-small text-text-3 max-lg:sr-only">{part}</p>
            )}
            <Link
              to={to}
              params={{ conn }}
              activeOptions={{ exact: true, includeSearch: false }}
              {...(word === objectPlace ? { 'aria-current': true } : {})}
              data-tip={word}
              data-tip-small=""
              className="flex h-8 items-center gap-2.5 rounded-control px-2 font-strong text-text-2 hover:bg-hover hover:text-text aria-[current]:bg-hover aria-[current]:text-text max-lg:justify-center max-lg:px-0 touch:h-11"
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
              <span className="max-lg:sr-only">{word}</span>
              <span className="ml-auto text-small font-normal text-text-3 max-lg:hidden">
                <PlaceCount word={word} summary={summary} {...ofNow} />
              </span>
            </Link>
          </Fragment>
        ))}
      </nav>
      <SignedInAs onKeys={onKeys} />
    </aside>
  );
}

const NOT_COUNTED = { running: undefined, alerts: undefined, letters: undefined };

interface PlaceCountProps {
  readonly word: (typeof PLACES)[number]['word'];
  readonly summary: Summary | null;
  /** Unfinished jobs; undefined = not known. */
  readonly running: number | undefined;
  readonly alerts: AlertSummaryAnswer | undefined;
  /** Dead letters in all streams; undefined = not known. */
  readonly letters: number | undefined;
}

function PlaceCount({ word, summary, running, alerts, letters }: PlaceCountProps) {
  if (word === 'Jobs') return <RunningCount running={running} />;
  if (word === 'Alerts')
    return <LevelCount critical={alerts?.critical ?? 0} warning={alerts?.warning ?? 0} of="alerts fire" />;
  if (word === 'Dead letters') return letters === undefined || letters === 0 ? null : formatCount(letters);
  if (word === 'Audit' || word === 'Policies' || summary?.polledAt == null) return null;
  if (word === 'Streams') return formatCount(summary.streams);
  if (word === 'Groups') return formatCount(summary.groups);
  return <LevelCount {...summary.levels} of="groups need attention" />;
}

interface LevelCountProps {
  readonly critical: number;
  readonly warning: number;
  /** What they are and do, spoken. */
  readonly of: string;
}

function LevelCount({ critical, warning, of }: LevelCountProps) {
  if (critical + warning === 0) return null;
  return (
    <span className={`flex items-center gap-1 ${critical > 0 ? 'text-crit' : 'text-warn'}`}>
      <StatusGlyph shape={critical > 0 ? 'critical' : 'warning'} size={12} />
      {formatCount(critical + warning)}
      <span className="sr-only">{of}</span>
    </span>
  );
}

function RunningCount({ running }: { readonly running: number | undefined }) {
  if (running === undefined || running === 0) return null;
  return (
    <span className="flex items-center gap-1 text-accent">
      <StatusGlyph shape="running" size={12} className="animate-turn" />
      {formatCount(running)}
      <span className="sr-only">not finished</span>
    </span>
  );
}
