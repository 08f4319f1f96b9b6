import type { PolicySettings } from '@weir/domain/policies/policy';
import type { LetterForm } from './letter-form.ts';
import { PART } from './policy-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { TextField } from './text-field.tsx';

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
        <TextField label="Group" says="Empty: every group." placeholder="every group" name {...text('group')} />
        <TextField label="Name of the policy" placeholder="put failing orders aside" {...text('name')} />
      </div>
      <div className={PART}>
        <div className="grid grid-cols-2 gap-3">
          <TextField label="Delivered at least" says="times" placeholder="5" {...text('deliveries')} />
          <TextField label="and older than" says="by the time in the id" placeholder="1 h" {...text('olderThan')} />
        </div>
        <p className="text-small text-text-3">
          Redis does not keep when an entry was delivered first, so its age counts from when it was added.
        </p>
        <TextField
          label="To another stream"
          says="Empty: the stream’s own, such as orders:dlq. It is created when it is not there."
          placeholder="its own dead letters"
          name
          {...text('to')}
        />
      </div>
      <div className={PART}>
        <ScheduleFields form={form} settings={settings} onChange={set} />
        <TextField
          label="A run takes at most"
          says="entries of each group"
          placeholder="1,000"
          short
          {...text('atMost')}
        />
      </div>
    </>
  );
}
