import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useMemo, useState } from 'react';
import { useTRPC } from '../../app/trpc.ts';
import { usePast } from '../../past/use-past.ts';
import { LogRuler } from '../../ruler/log-ruler.tsx';
import { NarrowRuler } from '../../ruler/narrow-ruler.tsx';
import { pastRuler } from '../../ruler/past-ruler.ts';
import { RulerLegend } from '../../ruler/ruler-legend.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { PanelWait } from './panel-wait.tsx';

import { emptyStreamWords } from './stream-view.ts';
import { NameText } from '../../ui/name-text.tsx';

type Scale = 'stretch' | 'linear';

const SCALES = [
  { value: 'stretch', label: 'Stretch recent' },
  { value: 'linear', label: 'Linear' },
] as const;

interface RulerPanelProps {
  readonly conn: string;
  readonly row: StreamRow;
  readonly groups: readonly GroupRow[];
}

export function RulerPanel(props: RulerPanelProps) {
  const past = usePast();
  return past === null ? <LiveRuler {...props} /> : <PastRuler {...props} at={past.at ?? past.asked} />;
}

/** Where the groups stood, from what was recorded; the pending entries' marks were not. */
function PastRuler({ conn, row, groups, at }: RulerPanelProps & { readonly at: number }) {
  const ruler = pastRuler(row, groups, at);
  return (
    <Panel flush title="Where each group was in the log" note="which entries were pending is not recorded">
      {ruler === undefined ? (
        <EmptyState title="Positions were not recorded for this moment.">
          They are kept for as long as single polls are.
        </EmptyState>
      ) : (
        <RulerContent conn={conn} row={row} groups={groups} ruler={ruler} scale="stretch" />
      )}
    </Panel>
  );
}

function LiveRuler({ conn, row, groups }: RulerPanelProps) {
  const trpc = useTRPC();
  const [scale, setScale] = useState<Scale>('stretch');
  const query = useQuery(
    trpc.streams.ruler.queryOptions({ connection: conn, stream: row.stream }, { refetchInterval: 4_000 }),
  );
  const ruler = query.data;
  const drawn = ruler !== undefined && ruler.length > 0 && ruler.groups.length > 0;
  return (
    <Panel
      flush
      title="Where each group is in the log"
      note={ruler?.idsAreTimes === false ? 'scaled by entries, because these IDs are not times' : undefined}
      aside={
        <>
          {drawn && <RulerLegend />}
          {drawn && ruler.idsAreTimes && <Segmented label="Scale" value={scale} options={SCALES} onChange={setScale} />}
        </>
      }
    >
      {ruler !== undefined ? (
        <RulerContent conn={conn} row={row} groups={groups} ruler={ruler} scale={scale} />
      ) : (
        <PanelWait tried="Reading the positions" query={query} lines={1} line="h-32" />
      )}
    </Panel>
  );
}

type RulerContentProps = RulerPanelProps & { readonly ruler: RulerAnswer; readonly scale: Scale };

function RulerContent({ conn, row, groups, ruler, scale }: RulerContentProps) {
  const narrow = useNarrow();
  const levels = useMemo(() => new Map(groups.map(({ group, level }) => [group, level])), [groups]);
  if (ruler.length === 0)
    return <EmptyState title={emptyStreamWords(row)}>A log without entries has no length to draw.</EmptyState>;
  if (ruler.groups.length === 0)
    return (
      <EmptyState title="Nobody reads this stream through a group.">
        Readers without a group leave no trace in Redis and can’t be seen.
      </EmptyState>
    );
  const Ruler = narrow ? NarrowRuler : LogRuler;
  const linkTo = (group: string) => <GroupLink conn={conn} stream={row.stream} group={group} />;
  return (
    <div className="drains px-4 pb-4">
      <Ruler ruler={ruler} scale={scale} levels={levels} linkTo={linkTo} />
    </div>
  );
}

function GroupLink({
  conn,
  stream,
  group,
}: {
  readonly conn: string;
  readonly stream: string;
  readonly group: string;
}) {
  return (
    <Link
      to="/c/$conn/s/$stream/g/$group"
      params={{ conn, stream, group }}
      translate="no"
      className="name font-strong hover:underline"
    >
      <NameText text={group} />
    </Link>
  );
}
