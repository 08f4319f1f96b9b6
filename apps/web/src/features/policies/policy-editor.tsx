import { useNavigate } from '@tanstack/react-router';
import type { PolicyAnswer } from '@weir/domain/wire/policy-answers';
import { useState } from 'react';
import { ButtonLink } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ageText, keepParam, ruleOf } from '../actions/trim/trim-form.ts';
import { firstForm, formOfSettings, type PolicyForm, settingsOf } from './policy-form.ts';
import { PolicyFields } from './policy-fields.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { SavePart } from './save-part.tsx';
import { usePolicyPlan } from './use-policies.ts';

interface PolicyEditorProps {
  readonly conn: string;
  /** Undefined = a new one. */
  readonly policy: PolicyAnswer | undefined;
  /** The stream of the page, where there is one. */
  readonly stream: string | undefined;
}

/** One trim policy: what it is told at the left, what that would do now at the right. */
export function PolicyEditor({ conn, policy, stream }: PolicyEditorProps) {
  const navigate = useNavigate();
  const saved = policy?.settings.does === 'trim' ? formOfSettings(policy.settings) : firstForm(stream ?? '');
  const [form, setForm] = useState<PolicyForm>(saved);
  const settings = settingsOf(form, conn);
  const plan = usePolicyPlan(settings);
  const isSame = policy !== undefined && JSON.stringify(settings) === JSON.stringify(settingsOf(saved, conn));
  const rule = ruleOf(form.trim);
  const single = form.isPattern ? undefined : form.subject;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[400px_minmax(0,1fr)]">
      <Panel flush>
        <PolicyFields form={form} settings={settings} fixed={stream !== undefined} onChange={setForm} />
        <div className="flex flex-col gap-3 border-t border-line-subtle px-4 py-4">
          <SavePart
            policy={policy}
            settings={settings}
            isSame={isSame}
            subject={form.subject}
            isPattern={form.isPattern}
            plan={plan}
            reasonNeeded={plan.data?.streams[0]?.plan.confirm.reasonNeeded ?? false}
            onSaved={(policyId) => {
              if (policy === undefined && stream === undefined)
                void navigate({
                  to: '/c/$conn/trim-policies/$policy',
                  params: { conn, policy: policyId },
                  replace: true,
                });
            }}
            onRemoved={() => {
              if (stream === undefined) void navigate({ to: '/c/$conn/trim-policies', params: { conn } });
              else setForm(firstForm(stream));
            }}
            onDiscard={() => {
              setForm(saved);
            }}
          />
          {single !== undefined && single !== '' && typeof rule !== 'string' && (
            <div className="border-t border-line-subtle pt-3">
              <ButtonLink
                to="/c/$conn/s/$stream"
                params={{ conn, stream: single }}
                search={{ do: 'trim', keep: keepParam(rule) }}
              >
                Run once now…
              </ButtonLink>
            </div>
          )}
        </div>
      </Panel>
      <PolicyPreview
        conn={conn}
        settings={settings}
        query={plan}
        onMove={(ageMs) => {
          setForm(moved(form, ageMs));
        }}
      />
    </div>
  );
}

/** A cut that was moved by hand is an age. */
function moved(form: PolicyForm, ageMs: number): PolicyForm {
  const age = ageText(Math.max(60, Math.round(ageMs / 1_000)) * 1_000);
  return { ...form, trim: { ...form.trim, keep: 'younger', age } };
}
