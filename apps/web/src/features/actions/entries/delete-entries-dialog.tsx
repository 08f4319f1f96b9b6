import { useId, useState } from 'react';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { SentenceText } from '../../../ui/sentence.tsx';
import { FilterStep } from '../../replay/filter-step.tsx';
import { parseFilter } from '../../replay/filter-param.ts';
import { QuotedName } from '../group/quoted-name.tsx';
import { ArchiveFirst } from '../parts/archive-first.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { randomKey } from '../parts/random-key.ts';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { type DeleteForm, deleteInputOf } from './entry-form.ts';

interface DeleteEntriesDialogProps {
  readonly conn: string;
  readonly stream: string;
}

/** Deletes all entries that match a search. What is searched for stands in no address: it may be a person's. */
export function DeleteEntriesDialog({ conn, stream }: DeleteEntriesDialogProps) {
  const address = useDialogAddress();
  const [request] = useState(() => `privacy-${randomKey()}`);
  const [form, setForm] = useState<DeleteForm>({ conditions: [], archive: true, person: false });
  const change = useChange({
    word: 'Delete entries',
    needs: 'maintainer',
    input: deleteInputOf(conn, stream, form, request),
  });
  const { plan } = change.view;
  const label = plan?.confirm.label ?? 'Delete entries';
  return (
    <ChangeDialog
      conn={conn}
      title={label}
      subtitle={
        <>
          of <QuotedName text={stream} /> that match a search. What is searched for is kept in no plan, job or record.
        </>
      }
      typed={change.typed || form.conditions.length > 0}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={label}
          danger
          busy={change.busy}
          missing={change.missing}
          promise={<FixedWords view={change.view} skips="Entries that are gone by then are listed." />}
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={plan === undefined ? undefined : { busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <FilterStep
          conditions={form.conditions}
          none="No condition yet: nothing is meant."
          onChange={(text) => {
            setForm({ ...form, conditions: parseFilter(text) });
          }}
        />
        <Person
          checked={form.person}
          onChange={(person) => {
            // An archive would keep what is to be forgotten.
            setForm({ ...form, person, archive: !person });
          }}
        />
        <ArchiveFirst
          checked={form.archive}
          onChange={(archive) => {
            setForm({ ...form, archive });
          }}
        />
        <RefusedNote plan={change.view} apply={change.apply} />
        {plan?.preview.of === 'delete-entries' && plan.refusal === null && (
          <div className={`flex flex-col gap-2 ${change.view.current ? '' : 'text-text-3'}`}>
            <p>
              <b className="font-semibold">{formatCount(plan.affects.count, 'full')}</b> of{' '}
              {formatCount(plan.preview.looked, 'full')} entries looked at match.
            </p>
            {plan.groups.map((effect) => (
              <p key={effect.group}>
                <QuotedName text={effect.group} />: <SentenceText parts={effect.sentence} />
              </p>
            ))}
          </div>
        )}
        {plan !== undefined && plan.refusal === null && (
          <>
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

interface PersonProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Person({ checked, onChange }: PersonProps) {
  const id = useId();
  return (
    <div>
      <label className="flex min-h-7 cursor-pointer items-center gap-2.5 touch:min-h-11">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={`${id}-says`}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
          className="size-4 accent-accent-solid"
        />
        <span className="font-strong">This is about a person</span>
      </label>
      <p id={`${id}-says`} className="pl-[26px] text-small text-text-3">
        Then nothing is archived unless you ask for it, and the deletion can stand in a privacy report.
      </p>
    </div>
  );
}
