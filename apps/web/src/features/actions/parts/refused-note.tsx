import type { Sentence } from '@weir/domain/wire/sentence';
import type { ReactNode } from 'react';
import { SentenceText } from '../../../ui/sentence.tsx';
import type { ApplyState } from './use-apply.ts';
import { Note } from './note.tsx';
import type { PlanView } from './use-plan.ts';

interface RefusedNoteProps {
  readonly plan: PlanView;
  readonly apply: ApplyState;
  /** Ways on, below the refusal. */
  readonly children?: ReactNode;
}

/** Why it cannot be done, or was not done; nothing when there is nothing in the way. */
export function RefusedNote({ plan, apply, children }: RefusedNoteProps) {
  if (apply.state === 'checking')
    return (
      <output className="block">
        <Note tone="note">The reply was lost. Checking whether it happened…</Note>
      </output>
    );
  if (apply.state === 'failed') return <Refused title="Nothing was changed." sentence={[apply.failure.sentence]} />;
  if (apply.state === 'answered' && apply.answer.jobId === null)
    return (
      <Refused
        title="Nothing was changed."
        sentence={[apply.answer.sentence]}
        differences={apply.answer.differences.filter((difference) => !apply.answer.sentence.includes(difference))}
      />
    );
  if (plan.failure !== null) return <Refused title="It could not be counted." sentence={[plan.failure.sentence]} />;
  const refusal = plan.plan?.refusal ?? null;
  if (refusal === null || !plan.current) return null;
  return (
    <Refused title="" sentence={refusal}>
      {children}
    </Refused>
  );
}

interface RefusedProps {
  readonly title: string;
  readonly sentence: Sentence;
  readonly differences?: readonly string[];
  readonly children?: ReactNode;
}

function Refused({ title, sentence, differences = [], children }: RefusedProps) {
  return (
    <div role="alert">
      <Note tone="critical">
        <p>
          {title !== '' && <b className="font-semibold">{title} </b>}
          <SentenceText parts={sentence} />
        </p>
        {differences.length > 0 && (
          <ul className="mt-1 list-disc pl-4">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        )}
        {children}
      </Note>
    </div>
  );
}
