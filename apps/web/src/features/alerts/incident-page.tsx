import { Link, useParams } from '@tanstack/react-router';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { AlertDetail } from '@weir/domain/wire/alert-answers';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { useMemo } from 'react';
import { useTitle } from '../../app/use-title.ts';
import { useEvents } from '../../live/use-live.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { severityShape } from './alerts-view.ts';
import { Doubt, OpenLink, SnoozeButton } from './firing-panel.tsx';
import { incidentTimeline } from './incident-view.ts';
import { useIncident } from './use-alerts.ts';

/** /c/:conn/alerts/:incident: one incident from its first moment to its end. */
export function IncidentPage() {
  const { conn, incident } = useParams({ from: '/c/$conn/alerts/$incident' });
  const query = useIncident(incident);
  const events = useEvents();
  useTitle(query.data === undefined ? 'Incident' : query.data.finding);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      {query.data === undefined ? (
        query.isError ? (
          <Panel flush>
            <PanelTrouble tried="Reading this incident" query={query} />
          </Panel>
        ) : (
          <div className="flex flex-col gap-4" aria-busy="true">
            <Skeleton className="h-7 w-96 max-w-full" />
            <Skeleton className="h-48 w-full" />
          </div>
        )
      ) : (
        <Incident conn={conn} detail={query.data} events={events} />
      )}
    </div>
  );
}

interface IncidentProps {
  readonly conn: string;
  readonly detail: AlertDetail;
  readonly events: readonly WeirEvent[];
}

function Incident({ conn, detail, events }: IncidentProps) {
  const { finding, severity, state, openedAt, closedAt, closedBecause } = detail;
  const timeline = useMemo(() => incidentTimeline(detail, events), [detail, events]);
  return (
    <>
      <header className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="min-w-0 text-title break-words">{finding}</h1>
            <Badge shape={severityShape(detail)}>
              {state === 'resolved'
                ? closedBecause === ''
                  ? 'Resolved'
                  : 'Closed'
                : severity === 'critical'
                  ? 'Critical'
                  : 'Warning'}
            </Badge>
            <CopyButton main text={detail.incidentId} label="Copy the incident's name" />
          </div>
          <p className="mt-1 text-text-2">
            {closedAt === null ? (
              <>
                As found at <DayClock at={openedAt} />; fires for <Age at={openedAt} exact />
                <Doubt alert={detail} />
              </>
            ) : (
              `Fired for ${formatDuration(closedAt - openedAt, 'exact')}${closedBecause === '' ? '.' : `; closed because ${closedBecause}.`}`
            )}
          </p>
          <p className="mt-1 text-small text-text-3">
            Rule:{' '}
            <Link
              to="/c/$conn/alerts"
              params={{ conn }}
              search={{ rule: detail.ruleId }}
              className="text-accent hover:underline"
            >
              {detail.rule}
            </Link>
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {state === 'firing' && <SnoozeButton conn={conn} alert={detail} />}
          <OpenLink conn={conn} alert={detail} />
          <ButtonLink
            to="/c/$conn/audit"
            params={{ conn }}
            search={{ stream: detail.stream ?? '', group: detail.group ?? '' }}
          >
            Changes made
          </ButtonLink>
        </div>
      </header>
      <Panel title="What happened" flush>
        <ol aria-label="What happened, newest first" className="px-4 pb-3">
          {timeline.map((moment) => (
            <li key={moment.key} className="grid grid-cols-[auto_14px_minmax(0,1fr)] gap-x-3 pt-2">
              <span className="min-w-[58px] text-small text-text-3">
                <DayClock at={moment.at} />
              </span>
              <span className="flex flex-col items-center gap-1 pt-[3px]">
                <StatusGlyph shape={moment.shape} size={13} />
                <span aria-hidden className="w-px flex-1 bg-line-subtle" />
              </span>
              <div className="min-w-0 pb-1.5">
                <p className="font-strong break-words">
                  <SentenceText parts={moment.title} saidAt={moment.at} />
                </p>
                {moment.detail.length > 0 && (
                  <p className="text-small break-words text-text-3">
                    <SentenceText parts={moment.detail} saidAt={moment.at} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      </Panel>
    </>
  );
}
