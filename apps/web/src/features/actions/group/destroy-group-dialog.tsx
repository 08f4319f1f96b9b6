import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { PlanEffects } from '../parts/plan-effects.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { destroyFacts } from './destroy-view.ts';
import { FactStrip } from './fact-strip.tsx';

interface DestroyGroupDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
}

/** Removes a group with its position and its pending list. */
export function DestroyGroupDialog({ conn, row }: DestroyGroupDialogProps) {
  const { stream, group } = row;
  const change = useChange({
    word: 'Destroy group',
    needs: 'maintainer',
    input: { kind: 'destroy-group', connection: conn, stream, group },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'destroy-group' ? plan.preview : undefined;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      title={
        <>
          Destroy the group <QuotedName text={group} />
        </>
      }
      subtitle={
        <>
          on <QuotedName text={stream} />. Its position and its pending list go; the entries of the stream stay.
        </>
      }
      label={plan?.confirm.label ?? 'Destroy group'}
      danger
      fixed="Its position and its pending entries were written down at"
      skips="If one of them is another when you confirm, nothing is changed."
    >
      <RefusedNote plan={change.view} apply={change.apply} />
      {preview === undefined && change.view.failure === null && <Skeleton className="h-14 w-full" />}
      {preview !== undefined && plan?.refusal === null && (
        <FactStrip facts={destroyFacts(preview)} dim={!change.view.current} />
      )}
      <PlanEffects view={change.view}>
        {preview !== undefined && preview.from.length > 0 && <Holders from={preview.from} />}
      </PlanEffects>
      <ChangeGuard change={change} nameOf="group" />
    </PlannedDialog>
  );
}

const SHOWN = 8;

function Holders({ from }: { readonly from: readonly { readonly consumer: string; readonly count: number }[] }) {
  return (
    <table className="w-full">
      <caption className="pb-1 text-left text-small text-text-3">Who holds the pending entries now</caption>
      <tbody>
        {from.slice(0, SHOWN).map(({ consumer, count }) => (
          <tr key={consumer} className="border-b border-line-subtle last:border-b-0">
            <th scope="row" className="h-7 max-w-48 truncate text-left font-normal">
              <QuotedName text={consumer} />
            </th>
            <td className="h-7 text-right font-strong">{formatCount(count, 'full')}</td>
          </tr>
        ))}
        {from.length > SHOWN && (
          <tr>
            <td colSpan={2} className="h-7 text-small text-text-3">
              and {from.length - SHOWN} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
