import type { StreamRow } from '@weir/domain/wire/stream-row';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FactStrip } from '../group/fact-strip.tsx';
import { QuotedName } from '../group/quoted-name.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { deleteFacts } from './delete-view.ts';

interface DeleteStreamDialogProps {
  readonly conn: string;
  readonly row: StreamRow;
}

/** Puts a stream into the trash, with its groups, for a day. */
export function DeleteStreamDialog({ conn, row }: DeleteStreamDialogProps) {
  const { stream } = row;
  const address = useDialogAddress();
  const change = useChange({
    word: 'Delete stream',
    needs: 'maintainer',
    input: { kind: 'delete-stream', connection: conn, stream },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'delete-stream' ? plan.preview : undefined;
  return (
    <ChangeDialog
      conn={conn}
      title={
        <>
          Delete the stream <QuotedName text={stream} />
        </>
      }
      subtitle="It goes into the trash with its groups. For 24 hours it can be brought back as it was; then it is removed for good."
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={plan?.confirm.label ?? 'Delete stream'}
          danger
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords
              view={change.view}
              fixed="Counted at"
              skips="Entries that come until you confirm go along. If a group was created meanwhile, nothing is changed."
            />
          }
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={{ busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <RefusedNote plan={change.view} apply={change.apply} />
        {preview === undefined && change.view.failure === null && <Skeleton className="h-14 w-full" />}
        {plan !== undefined && preview !== undefined && plan.refusal === null && (
          <>
            <FactStrip facts={deleteFacts(preview)} dim={!change.view.current} />
            {plan.groups.length > 0 && <Groups groups={plan.groups} />}
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

type GroupEffects = NonNullable<ReturnType<typeof useChange>['view']['plan']>['groups'];
const SHOWN = 8;

function Groups({ groups }: { readonly groups: GroupEffects }) {
  return (
    <table className="w-full">
      <caption className="pb-1 text-left text-small text-text-3">What it means to each group</caption>
      <tbody>
        {groups.slice(0, SHOWN).map(({ group, sentence }) => (
          <tr key={group} className="border-b border-line-subtle align-top last:border-b-0">
            <th scope="row" className="max-w-40 truncate py-1.5 pr-3 text-left font-strong">
              <QuotedName text={group} />
            </th>
            <td className="py-1.5">
              <SentenceText parts={sentence} />
            </td>
          </tr>
        ))}
        {groups.length > SHOWN && (
          <tr>
            <td colSpan={2} className="py-1.5 text-small text-text-3">
              and {groups.length - SHOWN} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
