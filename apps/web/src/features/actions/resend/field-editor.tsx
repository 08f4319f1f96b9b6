import { formatBytes } from '@weir/domain/metrics/format-figures';
import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { FIELD } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { type EditField, readableOf, type Writing, written } from './resend-form.ts';

interface FieldEditorProps {
  readonly fields: readonly EditField[];
  readonly writing: Writing;
  readonly onWriting: (writing: Writing) => void;
  readonly onChange: (fields: readonly EditField[]) => void;
}

const WRITINGS = [
  { value: 'text' as const, label: 'Text' },
  { value: 'bytes' as const, label: 'Bytes' },
];

/** The fields of the new entry, in their order. */
export function FieldEditor({ fields, writing, onWriting, onChange }: FieldEditorProps) {
  const change = (key: number, part: Partial<EditField>) => {
    onChange(fields.map((field) => (field.key === key ? { ...field, ...part } : field)));
  };
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="sr-only">Fields of the new entry</legend>
      <div className="flex flex-wrap items-center gap-3">
        <span aria-hidden className="text-small font-strong">
          Fields
        </span>
        <span className="text-small text-text-3">
          {writing === 'bytes' ? 'Any byte as \\xHH, a backslash doubled' : 'As text, in UTF-8'}
        </span>
        <span className="ml-auto">
          <Segmented label="How values are written" value={writing} options={WRITINGS} onChange={onWriting} />
        </span>
      </div>
      {fields.map((field) => (
        <div key={field.key} className="flex items-start gap-2 max-sm:flex-wrap">
          <input
            type="text"
            aria-label="Field name"
            translate="no"
            spellCheck={false}
            autoComplete="off"
            value={field.name}
            disabled={field.whole !== null}
            onChange={(event) => {
              change(field.key, { name: event.target.value });
            }}
            className={`${FIELD} name sm:max-w-40 disabled:text-text-3`}
          />
          <Value
            field={field}
            writing={writing}
            onChange={(part) => {
              change(field.key, part);
            }}
          />
          <IconButton
            label={`Remove field ${field.name}`}
            onClick={() => {
              onChange(fields.filter(({ key }) => key !== field.key));
            }}
          >
            <X aria-hidden size={14} strokeWidth={1.75} />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        className="w-fit"
        onClick={() => {
          const key = Math.max(-1, ...fields.map((field) => field.key)) + 1_000;
          onChange([...fields, { key, name: '', value: '', place: null, whole: null }]);
        }}
      >
        <Plus aria-hidden size={13} strokeWidth={1.75} />
        Add a field
      </Button>
    </fieldset>
  );
}

interface ValueProps {
  readonly field: EditField;
  readonly writing: Writing;
  readonly onChange: (part: Partial<EditField>) => void;
}

function Value({ field, writing, onChange }: ValueProps) {
  if (field.whole !== null)
    return (
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-small text-text-2">
        <span>Goes over as it is, all {formatBytes(field.whole.bytes)}.</span>
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            onChange({ whole: null, value: '' });
          }}
        >
          Write another value
        </Button>
      </div>
    );
  const text = written(field.value, writing);
  // What is no text is written as bytes, whatever the others are.
  const how = text === null ? 'bytes' : writing;
  const shown = text ?? field.value;
  const lines = Math.min(8, shown.split('\n').length + Math.floor(shown.length / 70));
  return (
    <textarea
      aria-label={`Value of ${field.name === '' ? 'the field' : field.name}`}
      translate="no"
      spellCheck={false}
      rows={lines}
      value={shown}
      onChange={(event) => {
        onChange({ value: readableOf(event.target.value, how) });
      }}
      className={`${FIELD} name h-auto min-h-8 min-w-0 flex-1 py-1.5 leading-5 break-all`}
    />
  );
}
