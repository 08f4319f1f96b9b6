import { useNavigate } from '@tanstack/react-router';
import type { PolicyAnswer } from '@weir/domain/wire/policy-answers';
import { useState } from 'react';
import { Panel } from '../../ui/panel.tsx';
import { GuardFields, type GuardValues } from '../actions/parts/guard-fields.tsx';
import { keptReason } from '../actions/parts/kept-reason.ts';
import { Note } from '../actions/parts/note.tsx';
import { LetterFields } from './letter-fields.tsx';
import { FIRST_LETTER_FORM, formOfLetters, type LetterForm, lettersOf } from './letter-form.ts';
import { LetterPreview } from './letter-preview.tsx';
import { SaveBar } from './save-bar.tsx';
import { usePolicyChange, usePolicyPlan } from './use-policies.ts';

interface LetterEditorProps {
  readonly conn: string;
  /** Undefined = a new one. */
  readonly policy: PolicyAnswer | undefined;
}

/** One dead-letter policy: what it is told at the left, what that would put aside now at the right. */
export function LetterEditor({ conn, policy }: LetterEditorProps) {
  const navigate = useNavigate();
  const saved = policy?.settings.does === 'dead-letter' ? formOfLetters(policy.settings) : FIRST_LETTER_FORM;
  const [form, setForm] = useState<LetterForm>(saved);
  const [guard, setGuard] = useState<GuardValues>({ reason: policy?.reason ?? keptReason(), typed: '' });
  const settings = lettersOf(form, conn);
  const plan = usePolicyPlan(settings);
  const change = usePolicyChange();
  const isSame = policy !== undefined && JSON.stringify(settings) === JSON.stringify(lettersOf(saved, conn));
  const reasonNeeded = plan.data?.groups.some((each) => each.plan?.confirm.reasonNeeded) ?? false;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[400px_minmax(0,1fr)]">
      <Panel flush>
        <LetterFields form={form} settings={settings} onChange={setForm} />
        <div className="flex flex-col gap-3 border-t border-line-subtle px-4 py-4">
          <GuardFields
            values={guard}
            onChange={setGuard}
            reasonNeeded={reasonNeeded}
            typeName={form.subject === '' || (isSame && policy.state === 'on') ? null : form.subject}
            nameOf={form.isPattern ? 'pattern' : 'stream'}
          />
          <p className="text-small text-text-3">The reason is written beside each entry, too.</p>
          {change.failure !== null && <Note tone="critical">{change.failure.sentence}</Note>}
          <SaveBar
            policy={policy}
            settings={settings}
            isSame={isSame}
            guard={guard}
            subject={form.subject}
            seen={plan.current ? plan.data?.dryRunId : undefined}
            change={change}
            onSaved={(policyId) => {
              setGuard({ reason: guard.reason, typed: '' });
              if (policy === undefined)
                void navigate({
                  to: '/c/$conn/trim-policies/$policy',
                  params: { conn, policy: policyId },
                  replace: true,
                });
            }}
            onRemoved={() => {
              void navigate({ to: '/c/$conn/trim-policies', params: { conn } });
            }}
            onDiscard={() => {
              setForm(saved);
            }}
          />
        </div>
      </Panel>
      <LetterPreview settings={settings} query={plan} />
    </div>
  );
}
