import type { JobDetail } from '@weir/domain/wire/action-answers';
import { Lock, Undo2 } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import { hasEnded } from '../parts/job-view.ts';

interface UndoButtonProps {
  readonly job: Pick<JobDetail, 'kind' | 'state' | 'undo'>;
  readonly size?: 'small' | 'normal' | 'large';
  readonly onOpen: () => void;
}

/**
 * Opens the dialog that takes a job back; where that is not possible it says why. Nothing for a job that goes on, and for
 * one that was taken back: UndoLinks say by which.
 */
export function UndoButton({ job, size = 'normal', onOpen }: UndoButtonProps) {
  const { possible, because, by, needs } = job.undo;
  if (!hasEnded(job) || job.kind === 'undo' || by !== null) return null;
  if (!possible)
    return (
      <Button size={size} disabled data-tip={because} aria-label={`Undo: ${because}`}>
        <Lock aria-hidden size={13} strokeWidth={1.75} />
        Undo…
      </Button>
    );
  return (
    <ActionButton word="Undo" needs={needs} size={size} onOpen={onOpen}>
      <Undo2 aria-hidden size={13} strokeWidth={1.75} />
      Undo…
    </ActionButton>
  );
}
