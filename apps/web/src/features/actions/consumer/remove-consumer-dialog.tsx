import { useRouter } from '@tanstack/react-router';
import type { ConsumersAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useState } from 'react';
import { nameFromSegment, nameToSegment } from '../../../app/name-in-url.ts';
import { Button } from '../../../ui/button.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { PlanEffects } from '../parts/plan-effects.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { LeavingList } from './leaving-list.tsx';
import { ReceiverField } from './receiver-field.tsx';
import { goneOnes, heldBy, removeInputOf } from './remove-view.ts';

interface RemoveConsumerDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly answer: ConsumersAnswer;
}

/** Removes one consumer, or all that are gone for good. Who it is about and who gets what they hold are in the address. */
export function RemoveConsumerDialog({ conn, row, answer }: RemoveConsumerDialogProps) {
  const { stream, group } = row;
  const address = useDialogAddress();
  const { name, at } = address.search;
  // Who is meant is settled when the dialog opens: the list behind it goes on changing.
  const [names] = useState(() => (name === undefined ? goneOnes(answer.items) : [nameFromSegment(name)]));
  const to = at === undefined ? '' : nameFromSegment(at);
  const held = heldBy(answer.items, names);
  const change = useChange({
    word: 'Remove consumer',
    needs: 'operator',
    input: removeInputOf({ connection: conn, stream, group, names, held, to }),
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'remove-consumer' ? plan.preview : undefined;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      title={
        names.length === 1 ? (
          <>
            Remove the consumer <QuotedName text={names[0] ?? ''} />
          </>
        ) : (
          `Remove ${names.length} consumers`
        )
      }
      subtitle={
        <>
          of <QuotedName text={group} /> on <QuotedName text={stream} />. One that still runs is there again with its
          next read.
        </>
      }
      label={plan?.confirm.label ?? 'Remove consumer'}
      danger={held === 0}
      skips="If one of their entries is another when you confirm, or they read more, nobody is removed."
    >
      <LeavingList names={names} items={answer.items} />
      {(held > 0 || to !== '') && (
        <ReceiverField
          items={answer.items}
          names={names}
          held={held}
          to={to}
          onChange={(next) => {
            address.note({ at: next === '' ? undefined : nameToSegment(next), set: undefined });
          }}
        />
      )}
      <RefusedNote plan={change.view} apply={change.apply}>
        {preview !== undefined && preview.payloadGone > 0 && (
          <WithoutPayload conn={conn} row={row} consumer={names[0] ?? ''} />
        )}
      </RefusedNote>
      <PlanEffects view={change.view} />
      <ChangeGuard change={change} nameOf="group" />
    </PlannedDialog>
  );
}

interface WithoutPayloadProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly consumer: string;
}

/** The way on where entries cannot be moved, because nothing is left of them. */
function WithoutPayload({ conn, row, consumer }: WithoutPayloadProps) {
  const router = useRouter();
  return (
    <Button
      size="small"
      className="mt-1.5"
      onClick={() => {
        void router.navigate({
          to: '/c/$conn/s/$stream/g/$group/pending',
          params: { conn, stream: row.stream, group: row.group },
          search: { consumer, do: 'acknowledge', payload: 'gone' },
        });
      }}
    >
      Acknowledge those…
    </Button>
  );
}
