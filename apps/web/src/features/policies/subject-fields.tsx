import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Subject {
  /** The stream, or a pattern of names. */
  readonly subject: string;
  readonly isPattern: boolean;
}

interface SubjectFieldsProps {
  readonly form: Subject;
  readonly onChange: (part: Partial<Subject>) => void;
}

/** Which streams a policy is for. */
export function SubjectFields({ form, onChange }: SubjectFieldsProps) {
  return (
    <>
      <Segmented
        label="For"
        value={form.isPattern ? 'pattern' : 'stream'}
        options={[
          { value: 'stream', label: 'One stream' },
          { value: 'pattern', label: 'All that match' },
        ]}
        onChange={(value) => {
          onChange({ isPattern: value === 'pattern' });
        }}
      />
      <TextField
        label={form.isPattern ? 'Streams that match' : 'Stream'}
        placeholder={form.isPattern ? 'orders:*' : 'orders'}
        value={form.subject}
        name
        onChange={(subject) => {
          onChange({ subject });
        }}
      />
    </>
  );
}
