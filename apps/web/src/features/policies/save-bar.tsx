import type { PolicySettings } from '@weir/domain/policies/policy';
import type { PolicyAnswer } from '@weir/domain/wire/policy-answers';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { GuardValues } from '../actions/parts/guard-fields.tsx';
import { keepReason } from '../actions/parts/kept-reason.ts';
import { useActionLock } from '../actions/parts/use-action-lock.ts';
import { DayClock } from '../jobs/day-clock.tsx';
import { saveMissing } from './save-view.ts';
import type { usePolicyChange } from './use-policies.ts';

interface SaveBarProps {
  readonly policy: PolicyAnswer | undefined;
  readonly settings: PolicySettings | string;
  /** Nothing was changed. */
  readonly isSame: boolean;
  readonly guard: GuardValues;
  readonly subject: string;
  /** The dry run of what is entered now; undefined while it is counted. */
  readonly seen: string | undefined;
  readonly change: ReturnType<typeof usePolicyChange>;
  readonly onSaved: (policyId: string) => void;
  readonly onRemoved: () => void;
  readonly onDiscard: () => void;
}

/** Save and switch on, switch off, discard, remove; what is missing stands beside it. */
export function SaveBar(props: SaveBarProps) {
  const { policy, settings, isSame, guard, subject, seen, change, onSaved, onRemoved, onDiscard } = props;
  const lock = useActionLock('A policy', 'maintainer');
  const [removing, setRemoving] = useState(false);
  const on = policy?.state === 'on';
  const missing = lock || saveMissing({ settings, seen, typed: guard.typed, subject, goesOn: isSame && on });
  const save = (wanted: boolean) => {
    if (typeof settings === 'string') return;
    keepReason(guard.reason);
    change.save.mutate(
      {
        ...(policy === undefined ? {} : { policyId: policy.policyId }),
        settings,
        on: wanted,
        reason: guard.reason,
        ...(wanted ? { seen, confirmName: guard.typed === '' ? undefined : guard.typed } : {}),
      },
      {
        onSuccess: ({ policyId }) => {
          onSaved(policyId);
        },
      },
    );
  };
  return (
    <>
      <p className="min-h-4 text-small text-text-3" id="save-missing">
        {missing !== '' ? missing : isSame && policy !== undefined ? <Standing policy={policy} /> : ''}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {policy !== undefined && (
          <Button
            look="quiet"
            disabled={lock !== '' || change.busy}
            onClick={() => {
              if (removing)
                change.remove.mutate({ policyId: policy.policyId, reason: guard.reason }, { onSuccess: onRemoved });
              else setRemoving(true);
            }}
          >
            {removing ? 'Remove it for good' : 'Remove…'}
          </Button>
        )}
        <span className="ml-auto" />
        {!isSame && policy !== undefined && (
          <Button look="quiet" onClick={onDiscard}>
            Discard
          </Button>
        )}
        <Button
          disabled={lock !== '' || typeof settings === 'string' || change.busy || (isSame && !on)}
          {...(lock === '' ? {} : { 'data-tip': lock })}
          onClick={() => {
            save(false);
          }}
        >
          {on ? 'Switch off' : 'Save, off'}
        </Button>
        <Button
          look="primary"
          disabled={missing !== '' || change.busy || (isSame && on)}
          aria-describedby="save-missing"
          onClick={() => {
            save(true);
          }}
        >
          {on ? 'Save policy' : isSame ? 'Switch on' : 'Save and switch on'}
        </Button>
      </div>
    </>
  );
}

/** Where the saved policy stands. */
function Standing({ policy }: { readonly policy: PolicyAnswer }) {
  const [next] = policy.next;
  if (next === undefined) return <>Saved. It is {policy.state}.</>;
  return (
    <>
      It is on. Next run at <DayClock at={next} />.
    </>
  );
}
