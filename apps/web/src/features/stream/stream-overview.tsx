import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useMemo } from 'react';
import { useGroupRows } from '../../live/use-live.ts';
import { usePast } from '../../past/use-past.ts';
import { NewestEntries } from '../entries/newest-entries.tsx';
import { RulerPanel } from './ruler-panel.tsx';
import { StreamCharts } from './stream-charts.tsx';
import { groupsOf } from './stream-view.ts';

export function StreamOverview({ conn, row }: { readonly conn: string; readonly row: StreamRow }) {
  const rows = useGroupRows();
  const isPast = usePast() !== null;
  const groups = useMemo(() => groupsOf(rows ?? [], row.stream), [rows, row.stream]);
  return (
    <div className="flex flex-col gap-4">
      <StreamCharts conn={conn} row={row} worst={groups[0]} />
      <RulerPanel conn={conn} row={row} groups={groups} />
      {!isPast && <NewestEntries conn={conn} row={row} />}
    </div>
  );
}
