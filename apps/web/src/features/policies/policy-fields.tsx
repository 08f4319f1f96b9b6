import type { PolicySettings } from '@weir/domain/policies/policy';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TrimFields } from '../actions/trim/trim-fields.tsx';
import type { PolicyForm } from './policy-form.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { SwitchLine } from './switch-line.tsx';

interface PolicyFieldsProps {
  readonly form: PolicyForm;
  readonly settings: PolicySettings | string;
  /** The stream is that of the page. */
  readonly fixed: boolean;
  readonly onChange: (form: PolicyForm) => void;
}

export const PART =
  'flex flex-col items-stretch gap-3 [&>fieldset]:self-start border-t border-line-subtle px-4 py-4 first:border-t-0';

/** Everything a trim policy can be told. */
export function PolicyFields({ form, settings, fixed, onChange }: PolicyFieldsProps) {
  const set = (part: Partial<PolicyForm>) => {
    onChange({ ...form, ...part });
  };
  return (
    <>
      <div className={PART}>
        {!fixed && <SubjectFields form={form} onChange={set} />}
        <TextField
          label="Name of the policy"
          placeholder="keep orders small"
          value={form.name}
          onChange={(name) => {
            set({ name });
          }}
        />
        <TrimFields
          form={form.trim}
          points={false}
          onChange={(trim) => {
            set({ trim });
          }}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Segmented
            label="How exactly"
            value={form.about && !form.trim.archive ? 'about' : 'exactly'}
            options={[
              { value: 'about', label: 'About' },
              { value: 'exactly', label: 'Exactly' },
            ]}
            onChange={(value) => {
              set({ about: value === 'about' });
            }}
          />
          <span className="text-small text-text-3">
            {form.trim.archive
              ? 'With an archive exactly what was archived goes.'
              : 'About is far cheaper; keeps up to 100 extra.'}
          </span>
        </div>
      </div>
      <div className={PART}>
        <SwitchLine
          label="Never remove unread or pending entries"
          says={
            form.trim.guard
              ? 'Stops at the oldest entry any group still needs.'
              : 'Off: what groups have not read or not acked is removed, too.'
          }
          checked={form.trim.guard}
          onChange={(guard) => {
            set({ trim: { ...form.trim, guard } });
          }}
        />
        {form.trim.guard && (
          <TextField
            label="Ignore groups not seen for so many days"
            note="So an abandoned group can’t fill Redis; the preview names them. Empty: every group is waited for."
            placeholder="never"
            value={form.ignoreDays}
            width="max-w-32"
            onChange={(ignoreDays) => {
              set({ ignoreDays });
            }}
          />
        )}
        <SwitchLine
          label="It may leave nothing in the stream"
          says="Off: the policy stops itself before it would."
          checked={form.mayEmpty}
          onChange={(mayEmpty) => {
            set({ mayEmpty });
          }}
        />
      </div>
      <div className={PART}>
        <ScheduleFields form={form} settings={settings} onChange={set} />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="A run takes at most"
            note="entries"
            placeholder="100,000"
            value={form.entries}
            onChange={(entries) => {
              set({ entries });
            }}
          />
          <TextField
            label="or, if that is more"
            note="percent of the stream"
            placeholder="10"
            value={form.percent}
            onChange={(percent) => {
              set({ percent });
            }}
          />
        </div>
      </div>
      <div className={PART}>
        <SwitchLine
          label="Archive before removing"
          says="Written to Weir’s archive and read back first. If that fails, nothing is removed."
          checked={form.trim.archive}
          onChange={(archive) => {
            set({ trim: { ...form.trim, archive } });
          }}
        />
      </div>
    </>
  );
}
