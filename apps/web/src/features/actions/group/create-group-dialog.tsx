import { SentenceText } from '../../../ui/sentence.tsx';
import { nameFromSegment, nameToSegment } from '../../../app/name-in-url.ts';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { AimFields } from './aim-fields.tsx';
import { createInputOf, readingCode } from './create-view.ts';
import { aimOf } from './move-view.ts';
import { NewNameField } from './new-name-field.tsx';
import { QuotedName } from './quoted-name.tsx';

interface CreateGroupDialogProps {
  readonly conn: string;
  readonly stream: string;
}

/** Makes a group that reads a stream from a place on. Name and place are in the address. */
export function CreateGroupDialog({ conn, stream }: CreateGroupDialogProps) {
  const address = useDialogAddress();
  const { at, name } = address.search;
  const group = name === undefined ? '' : nameFromSegment(name);
  const change = useChange({
    word: 'Create group',
    needs: 'operator',
    input: createInputOf(conn, stream, group, aimOf(at)),
  });
  const { plan } = change.view;
  return (
    <ChangeDialog
      conn={conn}
      title="Create a group"
      subtitle={
        <>
          on <QuotedName text={stream} />. It keeps a position of its own; other groups do not notice.
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={plan?.confirm.label ?? 'Create group'}
          busy={change.busy}
          missing={change.missing}
          promise={<FixedWords view={change.view} fixed="Counted at" skips="What is added later is read, too." />}
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={plan === undefined ? undefined : { busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <NewNameField
          value={group}
          onChange={(next) => {
            address.note({ name: next === '' ? undefined : nameToSegment(next), set: undefined });
          }}
        />
        <AimFields
          aim={aimOf(at)}
          at={at}
          onAim={(next) => {
            address.note({ at: next === '' ? undefined : next, set: undefined });
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
            <Warnings warnings={plan.warnings} />
            <CommandsBlock commands={[...plan.commands, ...readingCode(stream, group)]} />
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
