import type { GroupRow } from '@weir/domain/wire/group-row';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import { SentenceText } from '../../../ui/sentence.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { FIELD, GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { firstMinIdle, minIdleSteps } from '../parts/selection-view.ts';
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
  const id = useId();
  const address = useDialogAddress();
  const meant = useMeantEntries();
  const input = linked?.input?.kind === 'acknowledge' ? linked.input : undefined;
  const [minIdleMs, setMinIdleMs] = useState(() => {
    if (input === undefined) return firstMinIdle(meant.filter);
    return 'matching' in input.selection ? (input.selection.matching.minIdleMs ?? 0) : 0;
  });
  const payload = (input?.payload ?? address.search.payload) === 'gone' ? 'gone' : 'present';
  const selection = meant.selectionFor(minIdleMs) ?? input?.selection;
  const change = useChange({
    word: 'Acknowledge',
    needs: 'operator',
    onBegun: meant.forget,
    input:
      selection === undefined
        ? 'The rows this link was about are not known any more. Choose them again.'
        : { kind: 'acknowledge', connection: conn, stream, group, selection, payload },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'acknowledge' ? plan.preview : undefined;
  const label = plan?.confirm.label ?? 'Acknowledge';
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
          .{payload === 'gone' ? ' Only entries whose payload is gone.' : ''}
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={label}
          danger={payload === 'present'}
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
        <p className="font-strong">{plainConsequence(payload, plan?.affects.count ?? 2)}</p>
        <RefusedNote plan={change.view} apply={change.apply} />
        {preview !== undefined && plan?.refusal === null && (
          <ul aria-label="What will happen" className="flex flex-col gap-1.5">
            {acknowledgeHappenings(preview).map((sentence, index) => (
              // Always the same sentences in the same order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className="flex gap-2.5">
                <Check aria-hidden size={15} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
                <span className="min-w-0">
                  <SentenceText parts={sentence} />
                </span>
              </li>
            ))}
            {payload === 'present' && preview.payloadGone > 0 && (
              <li className="pl-6 text-text-2">
                {formatCount(preview.payloadGone, 'full')} without payload {preview.payloadGone === 1 ? 'is' : 'are'}{' '}
                left out.{' '}
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
          </ul>
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
        <GuardFields
          values={change.guard}
          onChange={change.setGuard}
          reasonNeeded={plan?.confirm.reasonNeeded ?? false}
          typeName={plan?.confirm.typeName ?? null}
          nameOf="group"
        />
        {plan !== undefined && <CommandsBlock commands={plan.commands} />}
      </div>
    </ChangeDialog>
  );
}
