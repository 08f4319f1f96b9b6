import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { nameFromSegment, nameToSegment } from '../../../app/name-in-url.ts';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { NewNameField } from '../group/new-name-field.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { PlanEffects } from '../parts/plan-effects.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
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
    <PlannedDialog
      conn={conn}
      change={change}
      title="Create a consumer"
      subtitle={
        <>
          of <QuotedName text={group} /> on <QuotedName text={stream} />. A consumer also appears by itself with its
          first read.
        </>
      }
      label={plan?.confirm.label ?? 'Create consumer'}
      fixed="Looked at"
      skips="One that is there by then stays as it is."
    >
      <NewNameField
        value={typed}
        onChange={(next) => {
          address.note({ name: next === '' ? undefined : nameToSegment(next), set: undefined });
        }}
      />
      <RefusedNote plan={change.view} apply={change.apply} />
      <PlanEffects view={change.view} />
      <ChangeGuard change={change} nameOf="group" />
    </PlannedDialog>
  );
}
