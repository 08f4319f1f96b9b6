import type { JobDetail, ReadyPlan } from '@weir/domain/wire/action-answers';
import { DayClock } from '../../jobs/day-clock.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { Happenings } from '../parts/happenings.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
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
  const change = useChange({
    word: 'Undo',
    needs: job.undo.needs,
    input: { kind: 'undo', connection: job.connection, stream: job.stream, jobId: job.jobId },
  });
  const { plan } = change.view;
  const label = plan === undefined || plan.refusal !== null ? 'Undo' : plan.confirm.label;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          Takes back: {job.title}, by {job.actor} at <DayClock at={job.startedAt ?? job.createdAt} />, on{' '}
          <span translate="no" className="name break-all">
            {job.group === null ? job.stream : `${job.group} on ${job.stream}`}
          </span>
          .
        </>
      }
      label={label}
      fixed="Looked at"
      skips="What is no longer as it was left by the time you confirm is skipped and listed."
    >
      <RefusedNote plan={change.view} apply={change.apply} />
      {plan?.preview.of === 'undo' && <Body plan={plan} preview={plan.preview} />}
      {plan?.refusal === null && <ChangeGuard change={change} nameOf="group" />}
      {plan !== undefined && <CommandsBlock commands={plan.commands} />}
    </PlannedDialog>
  );
}

function Body({ plan, preview }: { readonly plan: ReadyPlan; readonly preview: UndoPreview }) {
  const { total, sample } = leftAsItIs(preview);
  return (
    <>
      {plan.refusal === null && (
        <>
          <UndoFigures preview={preview} count={plan.affects.count} />
          <Happenings sentences={undoHappenings(plan)} />
          <Warnings warnings={plan.warnings} />
        </>
      )}
      <SkippedList skipped={sample} total={total} />
    </>
  );
}
