import { useMatches, useNavigate, useParams } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useTitle } from '../../app/use-title.ts';
import { useLastRow } from '../../live/use-last-row.ts';
import { useGroupRow, useHasPicture, useStreamRow } from '../../live/use-live.ts';
import { NotThen } from '../../past/not-then.tsx';
import { usePast } from '../../past/use-past.ts';
import { TabLink, Tabs } from '../../ui/tabs.tsx';
import { GroupDialogs } from '../actions/group-dialogs.tsx';
import { OutcomeDialogs } from '../actions/undo/outcome-dialogs.tsx';
import { ActivityTab } from '../activity/activity-tab.tsx';
import { ConsumersPanel } from '../consumers/consumers-panel.tsx';
import { RulesTab } from '../health-rules/rules-tab.tsx';
import { PastConsumers } from '../consumers/past-consumers.tsx';
import { PendingTab } from '../pending/pending-tab.tsx';
import { StreamGone } from '../stream/stream-gone.tsx';
import { PageSkeleton } from '../stream/stream-page.tsx';
import { GroupGone } from './group-gone.tsx';
import { GroupHead } from './group-head.tsx';
import { GroupOverview } from './group-overview.tsx';

const TO = '/c/$conn/s/$stream/g/$group';

/** One group of a stream: /c/:conn/s/:stream/g/:group and its tabs. */
export function GroupPage() {
  const params = useParams({ from: TO });
  const { conn, stream, group } = params;
  const row = useGroupRow(stream, group);
  const last = useLastRow(`${stream} ${group}`, row);
  const navigate = useNavigate();
  useTitle(`${group} on ${stream}`);
  return (
    <>
      <OutcomeDialogs
        conn={conn}
        onClaimFrom={(consumer) => {
          void navigate({ to: `${TO}/pending`, params, search: { consumer, do: 'claim' } });
        }}
      />
      {last !== undefined && <GroupDialogs conn={conn} row={last} />}
      <GroupBody row={row} />
    </>
  );
}

function GroupBody({ row }: { readonly row: GroupRow | undefined }) {
  const params = useParams({ from: TO });
  const { conn, stream } = params;
  const streamRow = useStreamRow(stream);
  const hasPicture = useHasPicture();
  const past = usePast();
  const route = useMatches({ select: (matches) => matches.at(-1)?.routeId });
  if (row === undefined) {
    if (!hasPicture) return <PageSkeleton />;
    return streamRow === undefined ? <StreamGone conn={conn} stream={stream} /> : <GroupGone {...params} />;
  }
  return (
    <div className="px-4 py-5 lg:px-6">
      <GroupHead conn={conn} row={row} />
      <Tabs label="Parts of this group">
        <TabLink to={TO} params={params} activeOptions={{ exact: true, includeSearch: false }}>
          Overview
        </TabLink>
        <TabLink
          to={`${TO}/pending`}
          params={params}
          activeOptions={{ includeSearch: false }}
          count={formatCount(row.pending)}
        >
          Pending
        </TabLink>
        <TabLink
          to={`${TO}/consumers`}
          params={params}
          activeOptions={{ includeSearch: false }}
          count={formatCount(row.consumers)}
        >
          Consumers
        </TabLink>
        <TabLink to={`${TO}/activity`} params={params} activeOptions={{ includeSearch: false }}>
          Activity
        </TabLink>
        <TabLink to={`${TO}/rules`} params={params} activeOptions={{ includeSearch: false }}>
          Health rules
        </TabLink>
      </Tabs>
      <div className="pt-4">
        {route === `${TO}/pending` && past !== null ? (
          <NotThen title={`${formatCount(row.pending)} ${row.pending === 1 ? 'entry was' : 'entries were'} pending.`}>
            How many is recorded, which ones is not: the list is read from Redis, which holds that of now.
          </NotThen>
        ) : route === `${TO}/pending` ? (
          <PendingTab conn={conn} row={row} />
        ) : route === `${TO}/consumers` && past !== null ? (
          <PastConsumers conn={conn} row={row} past={past} />
        ) : route === `${TO}/consumers` ? (
          <ConsumersPanel conn={conn} row={row} first={200} />
        ) : route === `${TO}/activity` ? (
          <ActivityTab conn={conn} stream={stream} group={params.group} />
        ) : route === `${TO}/rules` ? (
          <RulesTab conn={conn} row={row} />
        ) : (
          <GroupOverview conn={conn} row={row} />
        )}
      </div>
    </div>
  );
}
