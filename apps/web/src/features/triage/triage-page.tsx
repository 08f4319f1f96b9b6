import { useParams } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { Summary } from '@weir/domain/wire/summary';
import { useTitle } from '../../app/use-title.ts';
import { useEvents, useGroupRows, useSummary } from '../../live/use-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { FirstPoll } from '../connection/first-poll.tsx';
import { EventList } from './event-list.tsx';
import { withoutEchoes } from './event-view.ts';
import { GroupStrip } from './group-strip.tsx';
import { MemoryNotice } from './memory-notice.tsx';
import { Tiles } from './tiles.tsx';
import { useMemo } from 'react';
import { TriageSnoozeDialogs } from '../alerts/group-snooze.tsx';
import { TriageList } from './triage-list.tsx';
import { type ShownVerdict, useVerdict } from './use-verdict.ts';

export function TriagePage() {
  const { conn } = useParams({ from: '/c/$conn' });
  const summary = useSummary();
  const verdict = useVerdict();
  useTitle(verdict === null ? 'Triage' : verdict.spoken);
  if (summary === null || verdict === null) return <FirstPoll conn={conn} summary={summary} />;
  return <Triage conn={conn} summary={summary} verdict={verdict} />;
}

interface TriageProps {
  readonly conn: string;
  readonly summary: Summary;
  readonly verdict: ShownVerdict;
}

function Triage({ conn, summary, verdict }: TriageProps) {
  const rows = useGroupRows() ?? [];
  const all = useEvents();
  // An alert says again what its state said; it has a page of its own.
  const events = useMemo(() => withoutEchoes(all.filter(({ kind }) => kind !== 'alert')), [all]);
  return (
    <div className="drains flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <TriageSnoozeDialogs conn={conn} />
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-title">
            <SentenceText parts={verdict.title} />
          </h1>
          <p className="mt-1 max-w-[95ch] text-text-2 max-sm:hidden">
            <SentenceText parts={verdict.subtitle} />
          </p>
        </div>
        {rows.length > 0 && <GroupStrip conn={conn} rows={rows} levels={summary.levels} />}
      </div>
      <Tiles summary={summary} />
      <MemoryNotice conn={conn} memory={summary.memory} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_316px]">
        {rows.length > 0 ? <TriageList conn={conn} rows={rows} /> : <NoGroups summary={summary} />}
        <EventList conn={conn} events={events} />
      </div>
    </div>
  );
}

function NoGroups({ summary }: { readonly summary: Summary }) {
  if (summary.streams === 0)
    return (
      <Panel>
        <EmptyState title={summary.discovery.complete ? 'No streams in this Redis yet.' : 'Looking for streams.'}>
          {summary.discovery.complete
            ? `Weir looks for ${patternsText(summary.discovery.patterns)} again and again; the first one appears here by itself.`
            : 'The keyspace is being read in small steps, so that Redis does not notice. What is found appears here at once.'}
        </EmptyState>
      </Panel>
    );
  return (
    <Panel>
      <EmptyState
        title={`${formatCount(summary.streams)} ${summary.streams === 1 ? 'stream' : 'streams'}, and nobody reads ${summary.streams === 1 ? 'it' : 'them'} through a group.`}
      >
        Readers without a group can’t be seen from Redis.
      </EmptyState>
    </Panel>
  );
}

function patternsText(patterns: readonly string[]): string {
  return patterns.length === 0 || patterns.includes('*') ? 'streams' : `streams named like ${patterns.join(', ')}`;
}
