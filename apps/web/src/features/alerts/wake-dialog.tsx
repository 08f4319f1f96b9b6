import type { Snooze } from '@weir/domain/alerts/incident';
import { failureOf } from '../../app/trpc.ts';
import { Clock } from '../../ui/age.tsx';
import { ChangeDialog } from '../actions/parts/change-dialog.tsx';
import { ConfirmFoot } from '../actions/parts/confirm-foot.tsx';
import { Note } from '../actions/parts/note.tsx';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertChange } from './use-alerts.ts';

interface WakeDialogProps {
  readonly conn: string;
  readonly snooze: Snooze;
  readonly onClose: () => void;
}

/** Who snoozed it, until when and why; and the way to end that. */
export function WakeDialog({ conn, snooze, onClose }: WakeDialogProps) {
  const lock = useAlertLock('Ending a snooze', 'operator');
  const end = useAlertChange((alerts, snoozeId: string) => alerts.wake.mutate({ connection: conn, snoozeId }));
  const confirm = () => {
    if (lock === '' && !end.isPending) end.mutate(snooze.snoozeId, { onSuccess: onClose });
  };
  return (
    <ChangeDialog
      conn={conn}
      title="End the snooze"
      subtitle={snooze.incidentId === null ? `of ${snooze.group ?? ''} on ${snooze.stream ?? ''}` : 'of this incident'}
      typed={false}
      onConfirm={confirm}
      onClose={onClose}
      foot={
        <ConfirmFoot
          label="End the snooze"
          busy={end.isPending}
          missing={lock}
          promise="What is still so is told at once."
          onConfirm={confirm}
          onCancel={onClose}
        />
      }
    >
      <div className="flex flex-col gap-3 px-5 py-4 max-sm:px-4">
        <p>
          Snoozed by <b className="font-semibold">{snooze.by}</b> at <Clock at={snooze.from} /> until{' '}
          <Clock at={snooze.until} />
          {snooze.reason === '' ? '.' : `: ${snooze.reason}`}
        </p>
        {end.isError && <Note tone="critical">{failureOf(end.error).sentence}</Note>}
      </div>
    </ChangeDialog>
  );
}
