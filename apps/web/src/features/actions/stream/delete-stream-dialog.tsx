import type { StreamRow } from '@weir/domain/wire/stream-row';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FactStrip } from '../group/fact-strip.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
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
  const change = useChange({
    word: 'Delete stream',
    needs: 'maintainer',
    input: { kind: 'delete-stream', connection: conn, stream },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'delete-stream' ? plan.preview : undefined;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      title={
        <>
          Delete the stream <QuotedName text={stream} />
        </>
      }
      subtitle="It goes into the trash with its groups. For 24 hours it can be brought back as it was; then it is removed for good."
      label={plan?.confirm.label ?? 'Delete stream'}
      danger
      fixed="Counted at"
      skips="Entries that come until you confirm go along. If a group was created meanwhile, nothing is changed."
    >
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
      <ChangeGuard change={change} nameOf="stream" />
    </PlannedDialog>
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
