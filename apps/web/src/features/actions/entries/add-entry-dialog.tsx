import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { SentenceText } from '../../../ui/sentence.tsx';
import { QuotedName } from '../group/quoted-name.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { FIELD, GuardFields } from '../parts/guard-fields.tsx';
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
  const address = useDialogAddress();
  const id = useId();
  const [fields, setFields] = useState<readonly FieldForm[]>(() => [emptyField()]);
  const [entryId, setEntryId] = useState('');
  const change = useChange({
    word: 'Add entry',
    needs: 'operator',
    input: addInputOf(conn, stream, fields, entryId),
  });
  const { plan } = change.view;
  const typed = change.typed || fields.some(({ name, value }) => name !== '' || value !== '');
  return (
    <ChangeDialog
      conn={conn}
      title={plan?.confirm.label ?? 'Add 1 entry'}
      subtitle={
        <>
          to <QuotedName text={stream} />. Its groups read it like any other.
        </>
      }
      typed={typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={plan?.confirm.label ?? 'Add 1 entry'}
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords view={change.view} fixed="Looked at" skips="It is added once, whatever breaks in between." />
          }
          onConfirm={change.confirm}
          onCancel={address.close}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <FieldRows fields={fields} onChange={setFields} />
        <div>
          <label htmlFor={`${id}-id`} className="mb-1.5 block text-small font-strong">
            ID <span className="font-normal text-text-3">empty = the next one</span>
          </label>
          <input
            id={`${id}-id`}
            type="text"
            translate="no"
            autoComplete="off"
            spellCheck={false}
            placeholder="*"
            value={entryId}
            onChange={(event) => {
              setEntryId(event.target.value);
            }}
            className={`${FIELD} name max-w-64`}
          />
        </div>
        <RefusedNote plan={change.view} apply={change.apply} />
        {plan !== undefined && plan.refusal === null && (
          <>
            {plan.groups.map((effect) => (
              <p key={effect.group} className={change.view.current ? '' : 'text-text-3'}>
                <SentenceText parts={effect.sentence} />
              </p>
            ))}
            <CommandsBlock commands={plan.commands} />
          </>
        )}
        <GuardFields
          values={change.guard}
          onChange={change.setGuard}
          reasonNeeded={plan?.confirm.reasonNeeded ?? false}
          typeName={null}
          nameOf="stream"
        />
      </div>
    </ChangeDialog>
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
      type="text"
      translate="no"
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
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
