import type { ActionInput } from '@weir/domain/actions/action-input';
import { useEffect, useState } from 'react';
import { useDialogAddress } from './dialog-address.ts';
import type { GuardValues } from './guard-fields.tsx';
import { missingWords } from './guard-view.ts';
import { keptReason, keepReason } from './kept-reason.ts';
import { useActionLock } from './use-action-lock.ts';
import { type ApplyState, useApply } from './use-apply.ts';
import { type PlanView, usePlan } from './use-plan.ts';

interface ChangeQuestion {
  /** What to plan, or why the form is not whole yet. */
  readonly input: ActionInput | string;
  /** "Claim", as in "Claim needs the operator role". */
  readonly word: string;
  readonly needs: 'operator' | 'maintainer';
  /** It was begun; its result takes over. */
  readonly onBegun?: () => void;
}

export interface Change {
  /** The form is whole: there is something to count. */
  readonly whole: boolean;
  readonly view: PlanView;
  readonly guard: GuardValues;
  readonly setGuard: (values: GuardValues) => void;
  readonly apply: ApplyState;
  readonly busy: boolean;
  /** Why it cannot be confirmed now; '' = it can. */
  readonly missing: string;
  readonly confirm: () => void;
  /** Something was typed that closing would lose. */
  readonly typed: boolean;
}

/** One change from its form to its result: counted, guarded, applied once, and then shown by its job. */
export function useChange({ input, word, needs, onBegun }: ChangeQuestion): Change {
  const address = useDialogAddress();
  const lock = useActionLock(word, needs);
  const [first] = useState(keptReason);
  const [guard, setGuard] = useState<GuardValues>({ reason: first, typed: '' });
  const { apply, send, reset } = useApply();
  const busy = apply.state === 'sending' || apply.state === 'checking';
  const view = usePlan({
    input: typeof input === 'string' ? null : input,
    set: address.search.set,
    hold: busy,
    onReady: (planId) => {
      address.note({ set: planId });
      // What an earlier plan was answered says nothing of this one.
      if (apply.state !== 'rest' && !busy) reset();
    },
  });
  const begun = apply.state === 'answered' ? apply.answer.jobId : null;
  useEffect(() => {
    if (begun === null) return;
    onBegun?.();
    address.swap({ do: 'result', job: begun });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- goes on to the result once
  }, [begun]);
  const missing = lock || whatIsMissing(input, view, guard);
  return {
    whole: typeof input !== 'string',
    view,
    guard,
    setGuard,
    apply,
    busy,
    missing,
    typed: guard.typed !== '' || (guard.reason !== '' && guard.reason !== first),
    confirm: () => {
      if (missing !== '' || busy || view.plan === undefined) return;
      keepReason(guard.reason);
      send({
        planId: view.plan.planId,
        reason: guard.reason,
        ...(view.plan.confirm.typeName === null ? {} : { confirmName: view.plan.confirm.typeName }),
      });
    },
  };
}

function whatIsMissing(input: ActionInput | string, view: PlanView, guard: GuardValues): string {
  if (typeof input === 'string') return input;
  const { plan, current, failure } = view;
  if (failure !== null) return 'Count again first.';
  // The foot says that it is being counted.
  if (plan === undefined || !current) return 'It can be confirmed once it is counted.';
  if (plan.refusal !== null) return 'It cannot be done as it is; the reason stands above.';
  return missingWords({ ...guard, reasonNeeded: plan.confirm.reasonNeeded, typeName: plan.confirm.typeName });
}
