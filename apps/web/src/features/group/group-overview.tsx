import type { GroupRow } from '@weir/domain/wire/group-row';
import { usePast } from '../../past/use-past.ts';
import { ConsumersPanel } from '../consumers/consumers-panel.tsx';
import { PastConsumers } from '../consumers/past-consumers.tsx';
import { DiagnosisPanel, PastDiagnosis } from './diagnosis-panel.tsx';
import { GroupCharts } from './group-charts.tsx';

export function GroupOverview({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  const past = usePast();
  return (
    <div className="flex flex-col gap-4">
      {past === null ? <DiagnosisPanel conn={conn} row={row} /> : <PastDiagnosis row={row} />}
      <GroupCharts conn={conn} row={row} />
      {past === null ? (
        <ConsumersPanel conn={conn} row={row} first={20} />
      ) : (
        <PastConsumers conn={conn} row={row} past={past} />
      )}
    </div>
  );
}
