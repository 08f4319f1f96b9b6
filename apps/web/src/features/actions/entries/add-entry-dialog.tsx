import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { AS_TYPED, FIELD } from '../../../ui/field.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { PlanEffects } from '../parts/plan-effects.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { randomKey } from '../parts/random-key.ts';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { addInputOf, type FieldForm } from './entry-form.ts';

interface AddEntryDialogProps {
  readonly conn: string;
  readonly stream: string;
}

const emptyField = (): FieldForm => ({ key: randomKey(), name: '', value: '' });

/** Adds an entry of one's own making. What is typed stands in no address: it may be somebody's data. */
export function AddEntryDialog({ conn, stream }: AddEntryDialogProps) {
  const [fields, setFields] = useState<readonly FieldForm[]>(() => [emptyField()]);
  const [entryId, setEntryId] = useState('');
  const change = useChange({
    word: 'Add entry',
    needs: 'operator',
    input: addInputOf(conn, stream, fields, entryId),
  });
  const { plan } = change.view;
  const typed = fields.some(({ name, value }) => name !== '' || value !== '');
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          to <QuotedName text={stream} />. Its groups read it like any other.
        </>
      }
      typed={typed}
      label={plan?.confirm.label ?? 'Add 1 entry'}
      fixed="Looked at"
      skips="It is added once, whatever breaks in between."
    >
      <FieldRows fields={fields} onChange={setFields} />
      <TextField
        label="ID"
        aside="empty = the next one"
        name
        width="max-w-64"
        placeholder="*"
        value={entryId}
        onChange={setEntryId}
      />
      <RefusedNote plan={change.view} apply={change.apply} />
      <PlanEffects view={change.view} />
      <ChangeGuard change={change} nameOf="stream" />
    </PlannedDialog>
  );
}

interface FieldRowsProps {
  readonly fields: readonly FieldForm[];
  readonly onChange: (fields: readonly FieldForm[]) => void;
}

function FieldRows({ fields, onChange }: FieldRowsProps) {
  const set = (key: string, next: Partial<FieldForm>) => {
    onChange(fields.map((field) => (field.key === key ? { ...field, ...next } : field)));
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-small font-strong">Fields, in this order</legend>
      {fields.map(({ key, name, value }, at) => (
        <div key={key} className="flex gap-2">
          <FieldInput
            label={`Name of field ${at + 1}`}
            hint="name"
            value={name}
            first={at === 0}
            onType={(text) => set(key, { name: text })}
          />
          <FieldInput
            label={`Value of field ${at + 1}`}
            hint="value"
            value={value}
            onType={(text) => set(key, { value: text })}
          />
          <button
            type="button"
            aria-label={`Remove field ${at + 1}`}
            disabled={fields.length === 1}
            onClick={() => {
              onChange(fields.filter((field) => field.key !== key));
            }}
            className="flex size-8 shrink-0 items-center justify-center text-text-2 hover:text-text disabled:opacity-40 touch:size-11"
          >
            <X size={14} strokeWidth={2} />
          </button>
        </div>
      ))}
      <Button
        size="small"
        className="self-start"
        onClick={() => {
          onChange([...fields, emptyField()]);
        }}
      >
        Add a field
      </Button>
      <p className="text-small text-text-3">Bytes that are no text are written as \xff, a backslash doubled.</p>
    </fieldset>
  );
}

interface FieldInputProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly first?: boolean;
  readonly onType: (text: string) => void;
}

function FieldInput({ label, hint, value, first = false, onType }: FieldInputProps) {
  return (
    <input
      {...AS_TYPED}
      aria-label={label}
      placeholder={hint}
      {...(first ? { 'data-first-field': '' } : {})}
      value={value}
      onChange={(event) => {
        onType(event.target.value);
      }}
      className={`${FIELD} name min-w-0 flex-1`}
    />
  );
}
