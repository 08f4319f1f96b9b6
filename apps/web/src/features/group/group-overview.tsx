import type { GroupRow } from '@weir/domain/wire/group-row';
import { ConsumersPanel } from '../consumers/consumers-panel.tsx';
import { DiagnosisPanel } from './diagnosis-panel.tsx';
import { GroupCharts } from './group-charts.tsx';

export function GroupOverview({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  return (
    <div className="flex flex-col gap-4">
      <DiagnosisPanel conn={conn} row={row} />
      <GroupCharts conn={conn} row={row} />
      <ConsumersPanel conn={conn} row={row} first={20} />
    </div>
  );
}
