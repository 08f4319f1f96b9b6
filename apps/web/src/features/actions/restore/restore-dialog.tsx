import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { useId, useState } from 'react';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { QuotedName } from '../group/quoted-name.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { FIELD, GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { type RestoreForm, restoreForm, restoreInputOf } from './restore-form.ts';

interface RestoreDialogProps {
  readonly conn: string;
  /** The stream the archive was made of. */
  readonly stream: string;
  readonly archive: string;
  readonly linked: ReadyPlan | undefined;
}

const AS = [
  { value: 'keep', label: 'Keep their IDs' },
  { value: 'new', label: 'New IDs, at the end' },
] as const;

/** Adds what an archive holds to a stream. */
export function RestoreDialog({ conn, stream, archive, linked }: RestoreDialogProps) {
  const address = useDialogAddress();
  const [form, setForm] = useState(() => restoreForm(stream, linked?.input));
  const [first] = useState(form);
  const change = useChange({ word: 'Restore', needs: 'operator', input: restoreInputOf(conn, archive, form) });
  const { plan } = change.view;
  const label = plan?.confirm.label ?? 'Restore entries';
  return (
    <ChangeDialog
      conn={conn}
      title={label}
      subtitle={
        <>
          out of the archive <QuotedName text={archive} /> of <QuotedName text={stream} />
        </>
      }
      typed={change.typed || form !== first}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={label}
          busy={change.busy}
          missing={change.missing}
          promise={<FixedWords view={change.view} skips="The archive is checked against its hashes first." />}
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={plan === undefined ? undefined : { busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <Into form={form} onChange={setForm} />
        <RefusedNote plan={change.view} apply={change.apply} />
        {plan?.doneBefore === true && (
          <Choice
            checked={form.again}
            onChange={(again) => {
              setForm({ ...form, again });
            }}
          >
            Restore the same once more; I mean it
          </Choice>
        )}
        {plan !== undefined && plan.refusal === null && (
          <>
            {plan.groups.map((effect) => (
              <p key={effect.group} className={change.view.current ? '' : 'text-text-3'}>
                <SentenceText parts={effect.sentence} />
              </p>
            ))}
            <Warnings warnings={plan.warnings} />
            <CommandsBlock commands={plan.commands} />
          </>
        )}
        <GuardFields
          values={change.guard}
          onChange={change.setGuard}
          reasonNeeded={plan?.confirm.reasonNeeded ?? false}
          typeName={plan?.confirm.typeName ?? null}
          nameOf="stream"
        />
      </div>
    </ChangeDialog>
  );
}

interface IntoProps {
  readonly form: RestoreForm;
  readonly onChange: (form: RestoreForm) => void;
}

/** Which stream gets them, and under which IDs. */
function Into({ form, onChange }: IntoProps) {
  const id = useId();
  return (
    <>
      <div>
        <label htmlFor={`${id}-into`} className="mb-1.5 block text-small font-strong">
          Into the stream
        </label>
        <input
          id={`${id}-into`}
          type="text"
          translate="no"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={form.into}
          onChange={({ target }) => {
            onChange({ ...form, into: target.value });
          }}
          className={`${FIELD} name`}
        />
        <Choice
          checked={form.create}
          onChange={(create) => {
            onChange({ ...form, create });
          }}
        >
          Create it when it is not there
        </Choice>
      </div>
      <div>
        <Segmented
          label="IDs"
          value={form.as}
          options={AS}
          onChange={(as) => {
            onChange({ ...form, as });
          }}
        />
      </div>
      {form.as === 'new' && (
        <div>
          <label htmlFor={`${id}-origin`} className="mb-1.5 block text-small font-strong">
            Field for the old ID <span className="font-normal text-text-3">optional</span>
          </label>
          <input
            id={`${id}-origin`}
            type="text"
            translate="no"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={form.originField}
            onChange={({ target }) => {
              onChange({ ...form, originField: target.value });
            }}
            className={`${FIELD} name`}
          />
        </div>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: string;
}

function Choice({ checked, onChange, children }: ChoiceProps) {
  return (
    <label className="mt-1.5 flex min-h-7 w-fit cursor-pointer items-center gap-2 text-small touch:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => {
          onChange(target.checked);
        }}
        className="size-4 accent-accent-solid"
      />
      {children}
    </label>
  );
}
