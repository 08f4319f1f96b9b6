import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { destroyFacts } from './destroy-view.ts';
import { FactStrip } from './fact-strip.tsx';
import { QuotedName } from './quoted-name.tsx';

interface DestroyGroupDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
}

/** Removes a group with its position and its pending list. */
export function DestroyGroupDialog({ conn, row }: DestroyGroupDialogProps) {
  const { stream, group } = row;
  const address = useDialogAddress();
  const change = useChange({
    word: 'Destroy group',
    needs: 'maintainer',
    input: { kind: 'destroy-group', connection: conn, stream, group },
  });
  const { plan } = change.view;
  const preview = plan?.preview.of === 'destroy-group' ? plan.preview : undefined;
  const label = plan?.confirm.label ?? 'Destroy group';
  return (
    <ChangeDialog
      conn={conn}
      title={
        <>
          Destroy the group <QuotedName text={group} />
        </>
      }
      subtitle={
        <>
          on <QuotedName text={stream} />. Its position and its pending list go; the entries of the stream stay.
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={label}
          danger
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords
              view={change.view}
              fixed="Its position and its pending entries were written down at"
              skips="If one of them is another when you confirm, nothing is changed."
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
            <FactStrip facts={destroyFacts(preview)} dim={!change.view.current} />
            {plan.groups.map((effect) => (
              <p key={effect.group}>
                <SentenceText parts={effect.sentence} />
              </p>
            ))}
            {preview.from.length > 0 && <Holders from={preview.from} />}
            <Warnings warnings={plan.warnings} />
            <CommandsBlock commands={plan.commands} />
          </>
        )}
        <GuardFields
          values={change.guard}
          onChange={change.setGuard}
          reasonNeeded={plan?.confirm.reasonNeeded ?? false}
          typeName={plan?.confirm.typeName ?? null}
          nameOf="group"
        />
      </div>
    </ChangeDialog>
  );
}

const SHOWN = 8;

function Holders({ from }: { readonly from: readonly { readonly consumer: string; readonly count: number }[] }) {
  return (
    <table className="w-full">
      <caption className="pb-1 text-left text-small text-text-3">Who holds the pending entries now</caption>
      <tbody>
        {from.slice(0, SHOWN).map(({ consumer, count }) => (
          <tr key={consumer} className="border-b border-line-subtle last:border-b-0">
            <th scope="row" className="h-7 max-w-48 truncate text-left font-normal">
              <QuotedName text={consumer} />
            </th>
            <td className="h-7 text-right font-strong">{formatCount(count, 'full')}</td>
          </tr>
        ))}
        {from.length > SHOWN && (
          <tr>
            <td colSpan={2} className="h-7 text-small text-text-3">
              and {from.length - SHOWN} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
