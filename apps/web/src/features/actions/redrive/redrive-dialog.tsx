import type { LetterSelection } from '@weir/domain/actions/action-input';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { useId, useState } from 'react';
import { SentenceText } from '../../../ui/sentence.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { FIELD, GuardFields } from '../parts/guard-fields.tsx';
import { Happenings } from '../parts/happenings.tsx';
import { Note } from '../parts/note.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { TargetField, targetOf, USUAL_TARGET } from '../parts/target-field.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { readerSentences, redriveHappenings, stayingSentences } from './redrive-view.ts';

interface RedriveDialogProps {
  readonly conn: string;
  /** The stream of dead letters. */
  readonly stream: string;
  /** What is chosen on the page; undefined = nothing, and the link's plan counts. */
  readonly chosen: LetterSelection | undefined;
  readonly linked: ReadyPlan | undefined;
  readonly onBegun: () => void;
}

const RATES = [50, 100, 500, 1_000, 5_000, 1_000_000];

/** Sends dead letters back: each to where it came from, or all to one stream. */
export function RedriveDialog({ conn, stream, chosen, linked, onBegun }: RedriveDialogProps) {
  const id = useId();
  const address = useDialogAddress();
  const input = linked?.input?.kind === 'redrive' ? linked.input : undefined;
  const [target, setTarget] = useState(input?.to ?? USUAL_TARGET);
  const [ratePerSecond, setRate] = useState(input?.ratePerSecond ?? 500);
  // Fixed when the dialog opens: the page behind it may forget what was chosen.
  const [selection] = useState(chosen ?? input?.selection);
  const change = useChange({
    word: 'Redrive',
    needs: 'operator',
    onBegun,
    input:
      selection === undefined
        ? 'The rows this link was about are not known any more. Choose them again.'
        : { kind: 'redrive', connection: conn, stream, selection, ...targetOf(target), ratePerSecond },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'redrive' ? plan.preview : undefined;
  const label = plan?.confirm.label ?? 'Send back';
  const stays = preview === undefined ? [] : stayingSentences(preview);
  const readers = preview === undefined ? [] : readerSentences(preview);
  return (
    <ChangeDialog
      conn={conn}
      title={label}
      subtitle={
        <>
          Out of{' '}
          <span translate="no" className="name break-all">
            {stream}
          </span>
          , with new ids, and without what Weir had added to them.
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
            <FixedWords view={change.view} skips="Each goes once, however often Weir or Redis die in between." />
          }
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={{ busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <RefusedNote plan={change.view} apply={change.apply} />
        {preview !== undefined && plan?.refusal === null && <Happenings sentences={redriveHappenings(preview)} />}
        {readers.map((sentence, index) => (
          // Always the same sentences in the same order.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={index} className="text-text-2">
            <SentenceText parts={sentence} />.
          </p>
        ))}
        {stays.length > 0 && (
          <Note tone="note">
            <ul aria-label="What stays">
              {stays.map((sentence, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <li key={index}>
                  <SentenceText parts={sentence} />.
                </li>
              ))}
            </ul>
          </Note>
        )}
        {plan !== undefined && <Warnings warnings={plan.warnings.slice(0, 1)} />}
        <TargetField label="All to one stream" usual="each to where it came from" value={target} onChange={setTarget} />
        <div>
          <label htmlFor={`${id}-rate`} className="mb-1.5 block text-small font-strong">
            How fast
          </label>
          <select
            id={`${id}-rate`}
            value={ratePerSecond}
            onChange={(event) => {
              setRate(Number(event.target.value));
            }}
            className={FIELD}
          >
            {[...new Set([...RATES, ratePerSecond])].map((rate) => (
              <option key={rate} value={rate} className="bg-overlay">
                {rate === 1_000_000 ? 'as fast as Redis bears' : `${rate.toLocaleString('en-US')} entries a second`}
              </option>
            ))}
          </select>
          <p className="mt-1 text-small text-text-3">It goes slower by itself when the readers fall behind.</p>
        </div>
        <GuardFields
          values={change.guard}
          onChange={change.setGuard}
          reasonNeeded={plan?.confirm.reasonNeeded ?? false}
          typeName={plan?.confirm.typeName ?? null}
          nameOf="stream"
        />
        {plan !== undefined && <CommandsBlock commands={plan.commands} />}
      </div>
    </ChangeDialog>
  );
}
