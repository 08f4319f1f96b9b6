import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { useState } from 'react';
import { CheckLine } from '../../../ui/check-line.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { PlanEffects } from '../parts/plan-effects.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
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
  const [form, setForm] = useState(() => restoreForm(stream, linked?.input));
  const [first] = useState(form);
  const change = useChange({ word: 'Restore', needs: 'operator', input: restoreInputOf(conn, archive, form) });
  const { plan } = change.view;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          out of the archive <QuotedName text={archive} /> of <QuotedName text={stream} />
        </>
      }
      typed={form !== first}
      label={plan?.confirm.label ?? 'Restore entries'}
      skips="The archive is checked against its hashes first."
    >
      <Into form={form} onChange={setForm} />
      <RefusedNote plan={change.view} apply={change.apply} />
      {plan?.doneBefore === true && (
        <CheckLine
          checked={form.again}
          onChange={(again) => {
            setForm({ ...form, again });
          }}
        >
          Restore the same once more; I mean it
        </CheckLine>
      )}
      <PlanEffects view={change.view} />
      <ChangeGuard change={change} nameOf="stream" />
    </PlannedDialog>
  );
}

interface IntoProps {
  readonly form: RestoreForm;
  readonly onChange: (form: RestoreForm) => void;
}

/** Which stream gets them, and under which IDs. */
function Into({ form, onChange }: IntoProps) {
  return (
    <>
      <div>
        <TextField
          label="Into the stream"
          name
          value={form.into}
          onChange={(into) => {
            onChange({ ...form, into });
          }}
        />
        <CheckLine
          className="mt-1.5 text-small"
          checked={form.create}
          onChange={(create) => {
            onChange({ ...form, create });
          }}
        >
          Create it when it is not there
        </CheckLine>
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
        <TextField
          label="Field for the old ID"
          aside="optional"
          name
          value={form.originField}
          onChange={(originField) => {
            onChange({ ...form, originField });
          }}
        />
      )}
    </>
  );
}
