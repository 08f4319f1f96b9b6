import { ButtonLink } from '../../../ui/button.tsx';

interface ChangeLinksProps {
  readonly conn: string;
  readonly jobId: string;
  readonly auditId: string;
}

/** From a result to its record and its job. */
export function ChangeLinks({ conn, jobId, auditId }: ChangeLinksProps) {
  return (
    <>
      <ButtonLink look="quiet" size="large" to="/c/$conn/audit/$record" params={{ conn, record: auditId }} search={{}}>
        View audit record
      </ButtonLink>
      <ButtonLink look="quiet" size="large" to="/c/$conn/jobs/$job" params={{ conn, job: jobId }}>
        Job
      </ButtonLink>
    </>
  );
}
