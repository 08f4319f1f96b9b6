import { formatCount } from '@weir/domain/metrics/format-figures';
import { useState } from 'react';
import { CheckLine } from '../../../ui/check-line.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { SentenceText } from '../../../ui/sentence.tsx';
import { parseFilter } from '../../replay/filter-param.ts';
import { FilterStep } from '../../replay/filter-step.tsx';
import { ArchiveFirst } from '../parts/archive-first.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
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
  const [request] = useState(() => `privacy-${randomKey()}`);
  const [form, setForm] = useState<DeleteForm>({ conditions: [], archive: true, person: false });
  const change = useChange({
    word: 'Delete entries',
    needs: 'maintainer',
    input: deleteInputOf(conn, stream, form, request),
  });
  const { plan } = change.view;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      subtitle={
        <>
          of <QuotedName text={stream} /> that match a search. What is searched for is kept in no plan, job or record.
        </>
      }
      typed={form.conditions.length > 0}
      label={plan?.confirm.label ?? 'Delete entries'}
      danger
      skips="Entries that are gone by then are listed."
    >
      <FilterStep
        conditions={form.conditions}
        none="No condition yet: nothing is meant."
        onChange={(text) => {
          setForm({ ...form, conditions: parseFilter(text) });
        }}
      />
      <CheckLine
        checked={form.person}
        onChange={(person) => {
          // An archive would keep what is to be forgotten.
          setForm({ ...form, person, archive: !person });
        }}
        says="Then nothing is archived unless you ask for it, and the deletion can stand in a privacy report."
      >
        This is about a person
      </CheckLine>
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
      <ChangeGuard change={change} nameOf="stream" />
    </PlannedDialog>
  );
}
