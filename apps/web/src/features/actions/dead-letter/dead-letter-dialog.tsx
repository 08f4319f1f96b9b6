import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useId, useState } from 'react';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { FIELD, GuardFields } from '../parts/guard-fields.tsx';
import { Happenings } from '../parts/happenings.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { firstMinIdle, minIdleSteps } from '../parts/selection-view.ts';
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
  const id = useId();
  const address = useDialogAddress();
  const meant = useMeantEntries();
  const input = linked?.input?.kind === 'dead-letter' ? linked.input : undefined;
  const [minIdleMs, setMinIdleMs] = useState(() => {
    if (input === undefined) return firstMinIdle(meant.filter);
    return 'matching' in input.selection ? (input.selection.matching.minIdleMs ?? 0) : 0;
  });
  const [target, setTarget] = useState(input?.to ?? USUAL_TARGET);
  const selection = meant.selectionFor(minIdleMs) ?? input?.selection;
  const change = useChange({
    word: 'Dead-letter',
    needs: 'operator',
    onBegun: meant.forget,
    input:
      selection === undefined
        ? 'The rows this link was about are not known any more. Choose them again.'
        : { kind: 'dead-letter', connection: conn, stream, group, selection, ...targetOf(target) },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'dead-letter' ? plan.preview : undefined;
  const label = plan?.confirm.label ?? 'Dead-letter';
  return (
    <ChangeDialog
      conn={conn}
      title={label}
      subtitle={
        <>
          <span translate="no" className="name break-all">
            {group}
          </span>{' '}
          on{' '}
          <span translate="no" className="name break-all">
            {stream}
          </span>
          . Nothing reads them there until somebody sends them back.
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={label}
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords
              view={change.view}
              skips="Entries that get acked, read or claimed before you confirm are skipped and listed."
            />
          }
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={{ busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <RefusedNote plan={change.view} apply={change.apply} />
        {preview !== undefined && plan?.refusal === null && (
          <Happenings sentences={deadLetterHappenings(preview, group)} />
        )}
        {plan !== undefined && <Warnings warnings={plan.warnings} />}
        {!meant.rows && (
          <div>
            <label htmlFor={`${id}-idle`} className="mb-1.5 block text-small font-strong">
              Only if idle for at least
            </label>
            <select
              id={`${id}-idle`}
              value={minIdleMs}
              onChange={(event) => {
                setMinIdleMs(Number(event.target.value));
              }}
              className={FIELD}
            >
              {minIdleSteps(minIdleMs).map((ms) => (
                <option key={ms} value={ms} className="bg-overlay">
                  {ms === 0 ? 'any time' : formatDuration(ms)}
                </option>
              ))}
            </select>
          </div>
        )}
        <TargetField
          label="To another stream"
          usual={preview?.to ?? `${stream}:dlq`}
          value={target}
          onChange={setTarget}
        />
        <GuardFields
          values={change.guard}
          onChange={change.setGuard}
          reasonNeeded={plan?.confirm.reasonNeeded ?? false}
          typeName={plan?.confirm.typeName ?? null}
          nameOf="group"
        />
        <p className="text-small text-text-3">The reason is written beside each entry, too.</p>
        {plan !== undefined && <CommandsBlock commands={plan.commands} />}
      </div>
    </ChangeDialog>
  );
}
