import { useQuery } from '@tanstack/react-query';
import { withoutOrigin } from '@weir/domain/dead-letters/origin-fields';
import { type EntryId, parseEntryId } from '@weir/domain/entries/entry-id';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { EntryAnswer } from '@weir/domain/wire/answers';
import { useState } from 'react';
import { failureOf, useTRPC } from '../../../app/trpc.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckLine } from '../../../ui/check-line.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { TargetField, targetOf, USUAL_TARGET } from '../parts/target-field.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { FieldDifferences } from './field-differences.tsx';
import { FieldEditor } from './field-editor.tsx';
import { differencesOf, type EditField, editFieldsOf, newFieldsOf, type Writing } from './resend-form.ts';

interface ResendDialogProps {
  readonly conn: string;
  readonly stream: string;
  /** The entry, where the page has it. */
  readonly letter: EntryAnswer | undefined;
  readonly linked: ReadyPlan | undefined;
}

/** Reads the entry the address names, and lets it be edited. */
export function ResendDialog({ conn, stream, letter, linked }: ResendDialogProps) {
  const trpc = useTRPC();
  const address = useDialogAddress();
  const id = parseEntryId(address.search.name ?? '');
  const query = useQuery(
    trpc.entries.list.queryOptions(
      { connection: conn, stream, from: id, to: id, direction: 'asc', limit: 1 },
      { enabled: letter === undefined && id !== undefined, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const entry = letter ?? query.data?.items[0];
  if (entry !== undefined && id !== undefined) {
    return <Editing conn={conn} stream={stream} entry={entry} id={id} linked={linked} />;
  }
  const why = query.isError
    ? failureOf(query.error).sentence
    : id === undefined || query.data !== undefined
      ? 'The entry is not in the stream any more.'
      : '';
  return (
    <ChangeDialog
      conn={conn}
      title="Edit and resend"
      subtitle={stream}
      typed={false}
      onClose={address.close}
      foot={
        <div className="flex justify-end">
          <Button size="large" onClick={address.close}>
            Close
          </Button>
        </div>
      }
    >
      <div className="p-5">{why === '' ? <Skeleton className="h-24 w-full" /> : <p role="alert">{why}</p>}</div>
    </ChangeDialog>
  );
}

interface EditingProps {
  readonly conn: string;
  readonly stream: string;
  readonly entry: EntryAnswer;
  readonly id: EntryId;
  readonly linked: ReadyPlan | undefined;
}

function Editing({ conn, stream, entry, id, linked }: EditingProps) {
  const input = linked?.input?.kind === 'resend-entry' ? linked.input : undefined;
  // As it was when the dialog opened: the list behind it is read again and again.
  const [before] = useState(() => withoutOrigin(entry.fields));
  const [fields, setFields] = useState<readonly EditField[]>(() =>
    editFieldsOf(
      before,
      entry.cut.filter(([index]) => index < before.length),
    ),
  );
  const [writing, setWriting] = useState<Writing>('text');
  const [target, setTarget] = useState(input?.to ?? USUAL_TARGET);
  const [lineage, setLineage] = useState(input?.lineage ?? true);
  const [remove, setRemove] = useState(input?.remove ?? true);
  const [again, setAgain] = useState(input?.again ?? false);
  const made = newFieldsOf(fields);
  const change = useChange({
    word: 'Resend',
    needs: 'operator',
    input:
      typeof made === 'string'
        ? made
        : {
            kind: 'resend-entry',
            connection: conn,
            stream,
            entry: id,
            fields: made,
            ...targetOf(target),
            lineage,
            remove,
            again,
          },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'resend-entry' ? plan.preview : undefined;
  const differences = differencesOf(before, fields);
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      wide
      title="Edit and resend"
      subtitle={
        <>
          <QuotedName text={entry.id} /> out of <QuotedName text={stream} />
          {preview !== undefined && (
            <>
              , as a new entry of <QuotedName text={preview.to} />
            </>
          )}
        </>
      }
      typed={differences.length > 0}
      label="Resend 1 entry"
      danger={remove}
      fixed="Planned as of"
      skips="It is added once, or not at all."
    >
      <FieldEditor fields={fields} writing={writing} onWriting={setWriting} onChange={setFields} />
      <section aria-label="Old and new">
        <FieldDifferences differences={differences} />
      </section>
      <RefusedNote plan={change.view} apply={change.apply} />
      {plan?.doneBefore === true && (
        <CheckLine checked={again} onChange={setAgain}>
          Send the same entry again; I mean it
        </CheckLine>
      )}
      {plan !== undefined && <Warnings warnings={plan.warnings} />}
      <TargetField label="To another stream" usual={preview?.to ?? ''} value={target} onChange={setTarget} />
      <div className="flex flex-col gap-1.5">
        <CheckLine checked={remove} onChange={setRemove}>
          Remove the old entry in the same step
        </CheckLine>
        <CheckLine checked={lineage} onChange={setLineage}>
          Add two fields that say which entry it was made of
        </CheckLine>
      </div>
      <ChangeGuard change={change} nameOf="stream" />
      {plan !== undefined && <CommandsBlock commands={plan.commands} />}
    </PlannedDialog>
  );
}
