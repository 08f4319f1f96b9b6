import { type ComponentProps, type ReactNode, useState } from 'react';
import { GuardFields, type GuardValues } from '../actions/parts/guard-fields.tsx';
import { keptReason } from '../actions/parts/kept-reason.ts';
import { Note } from '../actions/parts/note.tsx';
import { SaveBar } from './save-bar.tsx';
import { usePolicyChange, type usePolicyPlan } from './use-policies.ts';

interface SavePartProps extends Omit<ComponentProps<typeof SaveBar>, 'guard' | 'seen' | 'change'> {
  /** The dry run of what is entered. */
  readonly plan: Pick<ReturnType<typeof usePolicyPlan>, 'current' | 'data'>;
  readonly isPattern: boolean;
  readonly reasonNeeded: boolean;
  /** Between the guard and the buttons. */
  readonly children?: ReactNode;
}

/** The end of a policy's form: why, its subject typed once more before it is switched on, and the ways to save it. */
export function SavePart({ plan, isPattern, reasonNeeded, children, ...bar }: SavePartProps) {
  const { policy, subject, isSame, onSaved } = bar;
  const [guard, setGuard] = useState<GuardValues>({ reason: policy?.reason ?? keptReason(), typed: '' });
  const change = usePolicyChange();
  return (
    <>
      <GuardFields
        values={guard}
        onChange={setGuard}
        reasonNeeded={reasonNeeded}
        typeName={subject === '' || (isSame && policy?.state === 'on') ? null : subject}
        nameOf={isPattern ? 'pattern' : 'stream'}
      />
      {children}
      {change.failure !== null && <Note tone="critical">{change.failure.sentence}</Note>}
      <SaveBar
        {...bar}
        guard={guard}
        seen={plan.current ? plan.data?.dryRunId : undefined}
        change={change}
        onSaved={(policyId) => {
          setGuard({ reason: guard.reason, typed: '' });
          onSaved(policyId);
        }}
      />
    </>
  );
}
