import { useNavigate, useSearch } from '@tanstack/react-router';
import type { JobAnswer } from '@weir/domain/wire/action-answers';
import { useId, useState } from 'react';
import { failureOf } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { FIELD } from '../../ui/field.tsx';
import { ChangeDialog } from '../actions/parts/change-dialog.tsx';
import { mayDo, parseRate } from './job-view.ts';
import { useJobLock } from './use-job-lock.ts';
import { useChangeJob } from './use-jobs.ts';

interface DialogProps {
  readonly conn: string;
  readonly job: JobAnswer;
  readonly onClose: () => void;
}

/** The dialog that the address asks for, as long as the job is not over. */
export function JobDialogs({ conn, job }: Omit<DialogProps, 'onClose'>) {
  const search = useSearch({ from: '/c/$conn/jobs/$job' });
  const navigate = useNavigate({ from: '/c/$conn/jobs/$job' });
  const locked = useJobLock();
  if (!mayDo(job).stop || locked !== '') return null;
  const close = () => {
    void navigate({ search: {}, replace: true });
  };
  if (search.do === 'rate') return <RateDialog conn={conn} job={job} onClose={close} />;
  return search.do === 'cancel' ? <CancelDialog conn={conn} job={job} onClose={close} /> : null;
}

function RateDialog({ conn, job, onClose }: DialogProps) {
  const id = useId();
  const before = job.rateLimit === null ? '' : String(job.rateLimit);
  const [typed, setTyped] = useState(before);
  const change = useChangeJob();
  const rate = parseRate(typed);
  const send = () => {
    if (rate === undefined || change.isPending) return;
    change.mutate({ does: 'rate', jobId: job.jobId, ratePerSecond: rate }, { onSuccess: onClose });
  };
  return (
    <ChangeDialog
      conn={conn}
      title="Change the rate"
      subtitle={`of ${job.title}. It holds from the next second on.`}
      typed={false}
      onConfirm={send}
      onClose={onClose}
      foot={
        <Foot onClose={onClose}>
          <Button look="primary" size="large" disabled={rate === undefined || change.isPending} onClick={send}>
            {rate === undefined
              ? 'Change the rate'
              : rate === null
                ? 'Go gently'
                : `Change to ${rate.toLocaleString('en-US')}/s`}
          </Button>
        </Foot>
      }
    >
      <div className="flex flex-col gap-1.5 px-5 py-4 max-sm:px-4">
        <label htmlFor={id} className="text-small font-strong">
          Entries per second, at most
        </label>
        <input
          id={id}
          data-first-field=""
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          aria-invalid={rate === undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          className={FIELD}
        />
        <p id={`${id}-note`} className={`text-small ${rate === undefined ? 'text-crit' : 'text-text-3'}`}>
          {rate === undefined
            ? 'A whole number from 1 to 1,000,000, such as 500.'
            : 'Empty = gently: small steps with rests, so that others on this Redis hardly notice. 1,000,000 = as fast as Redis bears. It still slows down by itself when Redis answers late or the target falls behind.'}
        </p>
        <Trouble error={change.error} />
      </div>
    </ChangeDialog>
  );
}

function CancelDialog({ conn, job, onClose }: DialogProps) {
  const change = useChangeJob();
  const send = () => {
    if (!change.isPending) change.mutate({ does: 'cancel', jobId: job.jobId }, { onSuccess: onClose });
  };
  return (
    <ChangeDialog
      conn={conn}
      title={`Cancel: ${job.title}`}
      subtitle="A cancelled job cannot be resumed. Pausing keeps its place."
      typed={false}
      onConfirm={send}
      onClose={onClose}
      foot={
        <Foot onClose={onClose} word="Keep it">
          <Button look="danger" size="large" disabled={change.isPending} onClick={send}>
            Cancel the job
          </Button>
        </Foot>
      }
    >
      <div className="flex flex-col gap-2 px-5 py-4 max-sm:px-4">
        <p>{job.ifCancelled}</p>
        <Trouble error={change.error} />
      </div>
    </ChangeDialog>
  );
}

function Trouble({ error }: { readonly error: unknown }) {
  if (error === null) return null;
  return (
    <p role="alert" className="text-small text-crit">
      {failureOf(error).sentence}
    </p>
  );
}

interface FootProps {
  readonly onClose: () => void;
  readonly word?: string;
  readonly children: React.ReactNode;
}

function Foot({ onClose, word = 'Leave it as it is', children }: FootProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button look="quiet" size="large" onClick={onClose}>
        {word}
      </Button>
      {children}
    </div>
  );
}
