import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useState } from 'react';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { Happenings } from '../parts/happenings.tsx';
import { MinIdleField } from '../parts/min-idle-field.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { minIdleOf, ROWS_FORGOTTEN } from '../parts/selection-view.ts';
import { TargetField, targetOf, USUAL_TARGET } from '../parts/target-field.tsx';
import { useChange } from '../parts/use-change.ts';
import { useMeantEntries } from '../parts/use-meant-entries.ts';
import { Warnings } from '../parts/warnings.tsx';
import { deadLetterHappenings } from './dead-letter-view.ts';

interface DeadLetterDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly linked: ReadyPlan | undefined;
}

/** Puts pending entries aside, with where they came from. */
export function DeadLetterDialog({ conn, row, linked }: DeadLetterDialogProps) {
  const { stream, group } = row;
  const meant = useMeantEntries();
  const input = linked?.input?.kind === 'dead-letter' ? linked.input : undefined;
  const [minIdleMs, setMinIdleMs] = useState(() => minIdleOf(input?.selection, meant.filter));
  const [target, setTarget] = useState(input?.to ?? USUAL_TARGET);
  const selection = meant.selectionFor(minIdleMs) ?? input?.selection;
  const change = useChange({
    word: 'Dead-letter',
    needs: 'operator',
    onBegun: meant.forget,
    input:
      selection === undefined
        ? ROWS_FORGOTTEN
        : { kind: 'dead-letter', connection: conn, stream, group, selection, ...targetOf(target) },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'dead-letter' ? plan.preview : undefined;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          <QuotedName text={group} /> on <QuotedName text={stream} />. Nothing reads them there until somebody sends
          them back.
        </>
      }
      label={plan?.confirm.label ?? 'Dead-letter'}
      skips="Entries that get acked, read or claimed before you confirm are skipped and listed."
    >
      <RefusedNote plan={change.view} apply={change.apply} />
      {preview !== undefined && plan?.refusal === null && (
        <Happenings sentences={deadLetterHappenings(preview, group)} />
      )}
      {plan !== undefined && <Warnings warnings={plan.warnings} />}
      {!meant.rows && <MinIdleField value={minIdleMs} onChange={setMinIdleMs} />}
      <TargetField
        label="To another stream"
        usual={preview?.to ?? `${stream}:dlq`}
        value={target}
        onChange={setTarget}
      />
      <ChangeGuard change={change} nameOf="group" />
      <p className="text-small text-text-3">The reason is written beside each entry, too.</p>
      {plan !== undefined && <CommandsBlock commands={plan.commands} />}
    </PlannedDialog>
  );
}
