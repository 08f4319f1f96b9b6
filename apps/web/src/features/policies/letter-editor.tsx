import { useNavigate } from '@tanstack/react-router';
import type { PolicyAnswer } from '@weir/domain/wire/policy-answers';
import { useState } from 'react';
import { Panel } from '../../ui/panel.tsx';
import { LetterFields } from './letter-fields.tsx';
import { FIRST_LETTER_FORM, formOfLetters, type LetterForm, lettersOf } from './letter-form.ts';
import { LetterPreview } from './letter-preview.tsx';
import { SavePart } from './save-part.tsx';
import { usePolicyPlan } from './use-policies.ts';

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
  const settings = lettersOf(form, conn);
  const plan = usePolicyPlan(settings);
  const isSame = policy !== undefined && JSON.stringify(settings) === JSON.stringify(lettersOf(saved, conn));
  const reasonNeeded = plan.data?.groups.some((each) => each.plan?.confirm.reasonNeeded) ?? false;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[400px_minmax(0,1fr)]">
      <Panel flush>
        <LetterFields form={form} settings={settings} onChange={setForm} />
        <div className="flex flex-col gap-3 border-t border-line-subtle px-4 py-4">
          <SavePart
            policy={policy}
            settings={settings}
            isSame={isSame}
            subject={form.subject}
            isPattern={form.isPattern}
            plan={plan}
            reasonNeeded={reasonNeeded}
            onSaved={(policyId) => {
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
          >
            <p className="text-small text-text-3">The reason is written beside each entry, too.</p>
          </SavePart>
        </div>
      </Panel>
      <LetterPreview settings={settings} query={plan} />
    </div>
  );
}
