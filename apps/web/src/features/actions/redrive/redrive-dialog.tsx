import type { LetterSelection } from '@weir/domain/actions/action-input';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { useState } from 'react';
import { Field, FIELD } from '../../../ui/field.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { SentenceText } from '../../../ui/sentence.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { Happenings } from '../parts/happenings.tsx';
import { Note } from '../parts/note.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { ROWS_FORGOTTEN } from '../parts/selection-view.ts';
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
        ? ROWS_FORGOTTEN
        : { kind: 'redrive', connection: conn, stream, selection, ...targetOf(target), ratePerSecond },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'redrive' ? plan.preview : undefined;
  const stays = preview === undefined ? [] : stayingSentences(preview);
  const readers = preview === undefined ? [] : readerSentences(preview);
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          Out of <QuotedName text={stream} />, with new ids, and without what Weir had added to them.
        </>
      }
      label={plan?.confirm.label ?? 'Send back'}
      skips="Each goes once, however often Weir or Redis die in between."
    >
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
      <Field label="How fast" note="It goes slower by itself when the readers fall behind.">
        {(control) => (
          <select
            {...control}
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
        )}
      </Field>
      <ChangeGuard change={change} nameOf="stream" />
      {plan !== undefined && <CommandsBlock commands={plan.commands} />}
    </PlannedDialog>
  );
}
