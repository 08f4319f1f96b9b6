import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useState } from 'react';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { Happenings } from '../parts/happenings.tsx';
import { MinIdleField } from '../parts/min-idle-field.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { minIdleOf, ROWS_FORGOTTEN } from '../parts/selection-view.ts';
import { useChange } from '../parts/use-change.ts';
import { useMeantEntries } from '../parts/use-meant-entries.ts';
import { Warnings } from '../parts/warnings.tsx';
import { acknowledgeHappenings, plainConsequence } from './acknowledge-view.ts';

interface AcknowledgeDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly linked: ReadyPlan | undefined;
}

/** Takes entries out of the pending list by hand. */
export function AcknowledgeDialog({ conn, row, linked }: AcknowledgeDialogProps) {
  const { stream, group } = row;
  const address = useDialogAddress();
  const meant = useMeantEntries();
  const input = linked?.input?.kind === 'acknowledge' ? linked.input : undefined;
  const [minIdleMs, setMinIdleMs] = useState(() => minIdleOf(input?.selection, meant.filter));
  const payload = (input?.payload ?? address.search.payload) === 'gone' ? 'gone' : 'present';
  const selection = meant.selectionFor(minIdleMs) ?? input?.selection;
  const change = useChange({
    word: 'Acknowledge',
    needs: 'operator',
    onBegun: meant.forget,
    input:
      selection === undefined
        ? ROWS_FORGOTTEN
        : { kind: 'acknowledge', connection: conn, stream, group, selection, payload },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'acknowledge' ? plan.preview : undefined;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          <QuotedName text={group} /> on <QuotedName text={stream} />.
          {payload === 'gone' ? ' Only entries whose payload is gone.' : ''}
        </>
      }
      label={plan?.confirm.label ?? 'Acknowledge'}
      danger={payload === 'present'}
      skips="Entries that get acked, read or claimed before you confirm are skipped and listed."
    >
      <p className="font-strong">{plainConsequence(payload, plan?.affects.count ?? 2)}</p>
      <RefusedNote plan={change.view} apply={change.apply} />
      {preview !== undefined && plan?.refusal === null && (
        <Happenings sentences={acknowledgeHappenings(preview)}>
          {payload === 'present' && preview.payloadGone > 0 && (
            <li className="pl-6 text-text-2">
              {formatCount(preview.payloadGone, 'full')} without payload {preview.payloadGone === 1 ? 'is' : 'are'} left
              out.{' '}
              <button
                type="button"
                onClick={() => {
                  address.swap({ do: 'acknowledge', payload: 'gone', of: address.search.of });
                }}
                className="text-accent hover:underline"
              >
                Acknowledge those instead…
              </button>
            </li>
          )}
        </Happenings>
      )}
      {plan !== undefined && <Warnings warnings={plan.warnings} />}
      {!meant.rows && <MinIdleField value={minIdleMs} onChange={setMinIdleMs} />}
      <ChangeGuard change={change} nameOf="group" />
      {plan !== undefined && <CommandsBlock commands={plan.commands} />}
    </PlannedDialog>
  );
}
