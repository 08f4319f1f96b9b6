import { Link } from '@tanstack/react-router';
import type { JobDetail } from '@weir/domain/wire/action-answers';

interface UndoLinksProps {
  readonly conn: string;
  readonly job: Pick<JobDetail, 'undo' | 'undoes'>;
}

/** From a job to the one that took it back, and the other way round. */
export function UndoLinks({ conn, job: { undo, undoes } }: UndoLinksProps) {
  const other = undoes === null ? undo.by : undoes.jobId;
  if (other === null) return null;
  return (
    <p className="text-small text-text-2">
      {undoes === null ? 'Taken back by job ' : 'Takes back job '}
      <Link
        to="/c/$conn/jobs/$job"
        params={{ conn, job: other }}
        search={{}}
        translate="no"
        className="name break-all text-accent hover:underline"
      >
        {other}
      </Link>
      .
    </p>
  );
}
