import type { JobDetail, ReadyPlan } from '@weir/domain/wire/action-answers';
import { Check } from 'lucide-react';
import { SentenceText } from '../../../ui/sentence.tsx';
import { DayClock } from '../../jobs/day-clock.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { SkippedList } from '../parts/skipped-list.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { UndoFigures } from './undo-figures.tsx';
import { leftAsItIs, undoHappenings, type UndoPreview } from './undo-view.ts';

interface UndoDialogProps {
  readonly conn: string;
  /** The job that is taken back. */
  readonly job: JobDetail;
}

/** Takes back what a job did: what goes back, what stays and why, and the same guard as any change. */
export function UndoDialog({ conn, job }: UndoDialogProps) {
  const address = useDialogAddress();
  const change = useChange({
    word: 'Undo',
    needs: job.undo.needs,
    input: { kind: 'undo', connection: job.connection, stream: job.stream, jobId: job.jobId },
  });
  const { plan } = change.view;
  const label = plan === undefined || plan.refusal !== null ? 'Undo' : plan.confirm.label;
  return (
    <ChangeDialog
      conn={conn}
      title={label}
      subtitle={
        <>
          Takes back: {job.title}, by {job.actor} at <DayClock at={job.startedAt ?? job.createdAt} />, on{' '}
          <span translate="no" className="name break-all">
            {job.group === null ? job.stream : `${job.group} on ${job.stream}`}
          </span>
          .
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
              fixed="Looked at"
              skips="What is no longer as it was left by the time you confirm is skipped and listed."
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
        {plan?.preview.of === 'undo' && <Body plan={plan} preview={plan.preview} />}
        {plan?.refusal === null && (
          <GuardFields
            values={change.guard}
            onChange={change.setGuard}
            reasonNeeded={plan.confirm.reasonNeeded}
            typeName={plan.confirm.typeName}
            nameOf="group"
          />
        )}
        {plan !== undefined && <CommandsBlock commands={plan.commands} />}
      </div>
    </ChangeDialog>
  );
}

function Body({ plan, preview }: { readonly plan: ReadyPlan; readonly preview: UndoPreview }) {
  const { total, sample } = leftAsItIs(preview);
  return (
    <>
      {plan.refusal === null && (
        <>
          <UndoFigures preview={preview} count={plan.affects.count} />
          <ul aria-label="What will happen" className="flex flex-col gap-1.5 empty:hidden">
            {undoHappenings(plan).map((sentence, index) => (
              // Always the same sentences in the same order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className="flex gap-2.5">
                <Check aria-hidden size={15} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
                <span className="min-w-0">
                  <SentenceText parts={sentence} />
                </span>
              </li>
            ))}
          </ul>
          <Warnings warnings={plan.warnings} />
        </>
      )}
      <SkippedList skipped={sample} total={total} />
    </>
  );
}
