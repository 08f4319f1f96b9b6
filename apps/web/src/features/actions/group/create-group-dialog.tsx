import { nameFromSegment, nameToSegment } from '../../../app/name-in-url.ts';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { PlanEffects } from '../parts/plan-effects.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { AimFields } from './aim-fields.tsx';
import { createInputOf, readingCode } from './create-view.ts';
import { aimOf } from './move-view.ts';
import { NewNameField } from './new-name-field.tsx';

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
    <PlannedDialog
      conn={conn}
      change={change}
      title="Create a group"
      subtitle={
        <>
          on <QuotedName text={stream} />. It keeps a position of its own; other groups do not notice.
        </>
      }
      label={plan?.confirm.label ?? 'Create group'}
      fixed="Counted at"
      skips="What is added later is read, too."
    >
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
      <PlanEffects view={change.view} more={readingCode(stream, group)} />
      <ChangeGuard change={change} nameOf="group" />
    </PlannedDialog>
  );
}
