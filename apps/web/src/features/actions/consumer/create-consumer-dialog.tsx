import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { nameFromSegment, nameToSegment } from '../../../app/name-in-url.ts';
import { SentenceText } from '../../../ui/sentence.tsx';
import { NewNameField } from '../group/new-name-field.tsx';
import { QuotedName } from '../group/quoted-name.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';

interface CreateConsumerDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
}

/** Makes a consumer before its first read, so that entries can be moved to it. */
export function CreateConsumerDialog({ conn, row }: CreateConsumerDialogProps) {
  const { stream, group } = row;
  const address = useDialogAddress();
  const typed = address.search.name === undefined ? '' : nameFromSegment(address.search.name);
  const bytes = bytesFromReadable(typed);
  const change = useChange({
    word: 'Create consumer',
    needs: 'operator',
    input:
      typed === ''
        ? 'Give the consumer a name.'
        : bytes === undefined
          ? 'In a name a backslash is written twice, and other bytes as \\x and two hex digits.'
          : { kind: 'create-consumer', connection: conn, stream, group, consumer: readableFromBytes(bytes) },
  });
  const { plan } = change.view;
  return (
    <ChangeDialog
      conn={conn}
      title="Create a consumer"
      subtitle={
        <>
          of <QuotedName text={group} /> on <QuotedName text={stream} />. A consumer also appears by itself with its
          first read.
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={plan?.confirm.label ?? 'Create consumer'}
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords view={change.view} fixed="Looked at" skips="One that is there by then stays as it is." />
          }
          onConfirm={change.confirm}
          onCancel={address.close}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <NewNameField
          value={typed}
          onChange={(next) => {
            address.note({ name: next === '' ? undefined : nameToSegment(next), set: undefined });
          }}
        />
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
          nameOf="group"
        />
      </div>
    </ChangeDialog>
  );
}
