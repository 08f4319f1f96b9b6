import { Link } from '@tanstack/react-router';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { AlertAnswer } from '@weir/domain/wire/alert-answers';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OlderRows } from '../../ui/older-rows.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { toldWords } from './alerts-view.ts';
import { useIncidents } from './use-alerts.ts';

/** What fired and is over, newest first; kept for 90 days. */
export function HistoryTab({ conn }: { readonly conn: string }) {
  const query = useIncidents(conn, 'resolved');
  const alerts = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Panel flush title="Over" note="kept for 90 days">
      {alerts === undefined ? (
        <PanelWait tried="Reading the history of alerts" query={query} lines={3} line="h-10" />
      ) : alerts.length === 0 ? (
        <EmptyState title="No alert has come and gone yet." />
      ) : (
        <>
          <ul aria-label="Alerts that are over" className="border-t border-line-subtle">
            {alerts.map((alert) => (
              <PastRow key={alert.incidentId} conn={conn} alert={alert} />
            ))}
          </ul>
          <OlderRows query={query}>Older ones</OlderRows>
        </>
      )}
    </Panel>
  );
}

function PastRow({ conn, alert }: { readonly conn: string; readonly alert: AlertAnswer }) {
  const { openedAt, closedAt, closedBecause } = alert;
  return (
    <li
      data-row=""
      className="relative flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-subtle px-4 py-2.5 last:border-b-0 hover:bg-hover"
    >
      <StatusGlyph shape="healthy" size={16} />
      <div className="min-w-0 flex-1 basis-64">
        <Link
          to="/c/$conn/alerts/$incident"
          params={{ conn, incident: alert.incidentId }}
          data-row-link=""
          className="font-strong break-words after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {alert.finding}
        </Link>
        <p className="text-small break-words text-text-3">
          {alert.rule} · {toldWords(alert)}
          {closedBecause !== '' && ` · closed because ${closedBecause}`}
        </p>
      </div>
      <span className="text-small whitespace-nowrap text-text-2">
        <DayClock at={openedAt} />
        {closedAt !== null && `, for ${formatDuration(closedAt - openedAt)}`}
      </span>
    </li>
  );
}
