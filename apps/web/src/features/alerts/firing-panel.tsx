import { Link } from '@tanstack/react-router';
import type { AlertAnswer, AlertSummaryAnswer } from '@weir/domain/wire/alert-answers';
import { BellOff } from 'lucide-react';
import { Age, Clock } from '../../ui/age.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { firingWords, severityShape, toldWords } from './alerts-view.ts';
import { useAlertLock } from './use-alert-lock.ts';
import { useIncidents } from './use-alerts.ts';

interface FiringPanelProps {
  readonly conn: string;
  readonly summary: AlertSummaryAnswer | undefined;
}

/** What fires now, critical ones first, then newest first. What is said of each is of the moment it fired. */
export function FiringPanel({ conn, summary }: FiringPanelProps) {
  const query = useIncidents(conn, 'firing');
  const alerts = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Panel flush title="Firing now" note={summary === undefined ? '' : firingWords(summary)}>
      {alerts === undefined ? (
        <PanelWait tried="Reading what fires" query={query} lines={2} line="h-10" />
      ) : alerts.length === 0 ? (
        <EmptyState title="Nothing fires.">What fired before is under History.</EmptyState>
      ) : (
        <>
          <ul aria-label="Firing now" className="border-t border-line-subtle">
            {alerts.map((alert) => (
              <FiringRow key={alert.incidentId} conn={conn} alert={alert} />
            ))}
          </ul>
          {query.hasNextPage && (
            <div className="px-4 py-3">
              <Button
                disabled={query.isFetchingNextPage}
                onClick={() => {
                  void query.fetchNextPage();
                }}
              >
                More
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function FiringRow({ conn, alert }: { readonly conn: string; readonly alert: AlertAnswer }) {
  return (
    <li
      data-row=""
      className="relative flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line-subtle px-4 py-2.5 last:border-b-0 hover:bg-hover"
    >
      <StatusGlyph shape={severityShape(alert)} size={16} />
      <div className="min-w-0 flex-1 basis-64">
        <Link
          to="/c/$conn/alerts/$incident"
          params={{ conn, incident: alert.incidentId }}
          data-row-link=""
          className="font-semibold break-words after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="sr-only">{`${alert.severity === 'critical' ? 'Critical' : 'Warning'}: `}</span>
          {alert.finding}
        </Link>
        {alert.detail !== '' && <p className="text-small break-words text-text-2">{alert.detail}</p>}
        <p className="text-small break-words text-text-3">
          As found at <DayClock at={alert.openedAt} /> · {alert.rule} · {toldWords(alert)}
          <Doubt alert={alert} />
        </p>
      </div>
      <span className="text-small text-text-2">
        for <Age at={alert.openedAt} />
      </span>
      <span className="relative z-1 flex gap-2">
        <SnoozeButton conn={conn} alert={alert} />
        <OpenLink conn={conn} alert={alert} />
      </span>
    </li>
  );
}

/** That it is not known, or no longer so for a moment. */
export function Doubt({ alert }: { readonly alert: AlertAnswer }) {
  if (alert.unknown !== null)
    return (
      <>
        {' · '}
        <span className="text-text-2">
          unknown since <Clock at={alert.unknown.since} />: {alert.unknown.because}
        </span>
      </>
    );
  if (alert.clearSince === null) return null;
  return (
    <>
      {' · '}
      no longer so for <Age at={alert.clearSince} />
    </>
  );
}

/** Snooze, or until when it is snoozed. */
export function SnoozeButton({ conn, alert }: { readonly conn: string; readonly alert: AlertAnswer }) {
  const lock = useAlertLock('Snooze', 'operator');
  const { incidentId, snooze } = alert;
  const words = snooze === null ? 'Snooze…' : 'Snoozed to ';
  const content = (
    <>
      {snooze !== null && <BellOff aria-hidden size={13} strokeWidth={1.75} />}
      {words}
      {snooze !== null && <Clock at={snooze.until} />}
    </>
  );
  if (lock !== '')
    return (
      <Button disabled data-tip={lock} aria-label={`${words}: ${lock}`}>
        {content}
      </Button>
    );
  return (
    <ButtonLink
      to="/c/$conn/alerts"
      params={{ conn }}
      search={(before) => ({ ...before, do: snooze === null ? 'snooze' : 'wake', incident: incidentId })}
      data-row-snooze=""
      aria-label={`${words.trim()} ${alert.finding}`}
    >
      {content}
    </ButtonLink>
  );
}

/** To the object it is about. */
export function OpenLink({ conn, alert }: { readonly conn: string; readonly alert: AlertAnswer }) {
  const { stream, group } = alert;
  if (stream === null)
    return (
      <ButtonLink to="/c/$conn" params={{ conn }}>
        Triage
      </ButtonLink>
    );
  if (group === null)
    return (
      <ButtonLink to="/c/$conn/s/$stream" params={{ conn, stream }}>
        Open stream
      </ButtonLink>
    );
  return (
    <ButtonLink to="/c/$conn/s/$stream/g/$group" params={{ conn, stream, group }}>
      Open group
    </ButtonLink>
  );
}
