import type { JobAnswer } from '@weir/domain/wire/action-answers';
import { Note } from '../actions/parts/note.tsx';
import { stateAdvice } from './job-view.ts';

/** Why a job is not simply running, and what to do about it. */
export function StateNote({ job }: { readonly job: JobAnswer }) {
  const advice = stateAdvice(job);
  return (
    <div aria-live="polite" className="empty:-mt-4">
      {advice !== null && (
        <Note tone={advice.tone === 'warn' ? 'warning' : 'note'}>
          <p>
            <b className="font-semibold">{advice.title}</b> {advice.text}
          </p>
        </Note>
      )}
    </div>
  );
}
