import type { PolicySettings } from '@weir/domain/policies/policy';
import { TextField } from '../../ui/text-field.tsx';
import type { LetterForm } from './letter-form.ts';
import { PART } from './policy-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { SubjectFields } from './subject-fields.tsx';

interface LetterFieldsProps {
  readonly form: LetterForm;
  readonly settings: PolicySettings | string;
  readonly onChange: (form: LetterForm) => void;
}

/** Everything a dead-letter policy can be told. */
export function LetterFields({ form, settings, onChange }: LetterFieldsProps) {
  const set = (part: Partial<LetterForm>) => {
    onChange({ ...form, ...part });
  };
  const text = (field: 'name' | 'group' | 'deliveries' | 'olderThan' | 'to' | 'atMost') => ({
    value: form[field],
    onChange: (value: string) => {
      set({ [field]: value });
    },
  });
  return (
    <>
      <div className={PART}>
        <SubjectFields form={form} onChange={set} />
        <TextField label="Group" note="Empty: every group." placeholder="every group" name {...text('group')} />
        <TextField label="Name of the policy" placeholder="put failing orders aside" {...text('name')} />
      </div>
      <div className={PART}>
        <div className="grid grid-cols-2 gap-3">
          <TextField label="Delivered at least" note="times" placeholder="5" {...text('deliveries')} />
          <TextField label="and older than" note="by the time in the id" placeholder="1 h" {...text('olderThan')} />
        </div>
        <p className="text-small text-text-3">
          Redis does not keep when an entry was delivered first, so its age counts from when it was added.
        </p>
        <TextField
          label="To another stream"
          note="Empty: the stream’s own, such as orders:dlq. It is created when it is not there."
          placeholder="its own dead letters"
          name
          {...text('to')}
        />
      </div>
      <div className={PART}>
        <ScheduleFields form={form} settings={settings} onChange={set} />
        <TextField
          label="A run takes at most"
          note="entries of each group"
          placeholder="1,000"
          width="max-w-32"
          {...text('atMost')}
        />
      </div>
    </>
  );
}
