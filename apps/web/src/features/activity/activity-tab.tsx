import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OlderRows } from '../../ui/older-rows.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { EventLine } from '../triage/event-list.tsx';
import { withoutEchoes } from '../triage/event-view.ts';
import { ACTIVITY, type ActivityChoice, kindsOf, parseActivity } from './activity-view.ts';

interface ActivityTabProps {
  readonly conn: string;
  readonly stream: string;
  readonly group?: string;
}

const PAGE = 100;
const EVERY_MS = 5_000;

/** What happened to a stream, or to one group on it, newest first. */
export function ActivityTab({ conn, stream, group }: ActivityTabProps) {
  const { kind } = useSearch({ strict: false });
  const navigate = useNavigate();
  const choice = parseActivity(kind);
  const query = useActivity({ conn, stream, ...(group === undefined ? {} : { group }) }, choice);
  const { data } = query;
  const events = useMemo(() => data && withoutEchoes(data.pages.flatMap(({ items }) => items)), [data]);
  const choose = (value: ActivityChoice) => {
    void navigate({ to: '.', search: (before) => ({ ...before, kind: value }), replace: true });
  };
  return (
    <Panel
      flush
      title="What happened"
      aside={<SelectField label="Show" value={choice} options={ACTIVITY} onChange={choose} />}
    >
      {events === undefined ? (
        <PanelWait tried="Reading what happened" query={query} lines={3} line="h-8" />
      ) : events.length === 0 ? (
        <EmptyState
          title={
            choice === '' ? 'Nothing has changed here since Weir began to watch.' : 'Nothing of that kind has happened.'
          }
          action={choice === '' ? undefined : <Button onClick={() => choose('')}>Show everything</Button>}
        />
      ) : (
        <>
          <ol aria-label="What happened, newest first" className="px-4 pb-2">
            {events.map((event) => (
              <EventLine key={event.id} conn={conn} event={event} dated />
            ))}
          </ol>
          <OlderRows query={query}>Older ones</OlderRows>
        </>
      )}
    </Panel>
  );
}

function useActivity({ conn, stream, group }: ActivityTabProps, choice: ActivityChoice) {
  const trpc = useTRPC();
  const { events } = useTRPCClient();
  const kinds = kindsOf(choice);
  const wanted = {
    connection: conn,
    stream,
    limit: PAGE,
    ...(group === undefined ? {} : { group }),
    ...(kinds === undefined ? {} : { kinds: [...kinds] }),
  };
  // By hand, because the ready-made form sends a direction that the server does not know.
  return useInfiniteQuery({
    queryKey: [...trpc.events.list.pathKey(), 'pages', wanted],
    queryFn: ({ pageParam }) => events.list.query({ ...wanted, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: EVERY_MS,
  });
}
