import { useQuery } from '@tanstack/react-query';
import { useZone } from '../../app/preferences.ts';
import { useTRPC } from '../../app/trpc.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { ChangeDialog } from '../actions/parts/change-dialog.tsx';
import { CommandsBlock } from '../actions/parts/commands-block.tsx';
import { ConfirmFoot } from '../actions/parts/confirm-foot.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { FixedWords } from '../actions/parts/fixed-words.tsx';
import { GuardFields } from '../actions/parts/guard-fields.tsx';
import { RefusedNote } from '../actions/parts/refused-note.tsx';
import { useChange } from '../actions/parts/use-change.ts';
import { Warnings } from '../actions/parts/warnings.tsx';
import { AimFields } from './aim-fields.tsx';
import { momentWords } from './moment-text.ts';
import { MoveRuler } from './move-ruler.tsx';
import { aimOf, moveFacts, moveInputOf, type MoveAim } from './move-view.ts';

interface MoveDialogProps {
  readonly conn: string;
  readonly stream: string;
  readonly group: string;
}

/** Moves a group's position back or forward: decides which entry it reads next. Where to is in the address. */
export function MoveDialog({ conn, stream, group }: MoveDialogProps) {
  const trpc = useTRPC();
  const zone = useZone();
  const address = useDialogAddress();
  const ruler = useQuery(trpc.streams.ruler.queryOptions({ connection: conn, stream }));
  const aim = aimOf(address.search.at);
  const change = useChange({
    word: 'Move position',
    needs: 'operator',
    input: moveInputOf(conn, stream, group, aim, ruler.data?.lastId ?? null) ?? 'Choose where it is to go on reading.',
  });
  const plan = aim.to === 'nowhere' ? undefined : change.view.plan;
  const words = aimWords(aim, zone);
  const setAim = (at: string) => {
    address.note({ at: at === '' ? undefined : at, set: undefined });
  };
  return (
    <ChangeDialog
      conn={conn}
      wide
      title={
        <>
          Move the position of <Name text={group} />
        </>
      }
      subtitle={
        <>
          on <Name text={stream} />. Decides which entry the group reads next.
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={plan?.confirm.label ?? 'Move position'}
          danger={plan?.confirm.risk === 3}
          busy={change.busy}
          missing={change.missing}
          promise={<FixedWords view={change.view} skips="If the group has moved by then, nothing is changed." />}
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={plan === undefined ? undefined : { busy: change.view.counting !== null, run: change.view.again }}
        />
      }
    >
      <div className="flex flex-col gap-4 p-5 max-sm:p-4">
        <AimFields aim={aim} at={address.search.at} onAim={setAim} />
        {ruler.data !== undefined && (
          <MoveRuler ruler={ruler.data} group={group} aim={aim} words={words} onMove={setAim} />
        )}
        <RefusedNote plan={change.view} apply={change.apply} />
        {plan !== undefined && plan.refusal === null && (
          <>
            <Facts {...moveFacts(plan, group)} dim={!change.view.current} />
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

interface FactsProps {
  readonly again: string;
  readonly skipped: string;
  readonly dim: boolean;
}

function Facts({ again, skipped, dim }: FactsProps) {
  const facts = [
    ['Read again', again],
    ['Skipped', skipped],
    ['Pending', 'unchanged'],
  ] as const;
  return (
    <dl
      className={`grid grid-cols-2 gap-px overflow-hidden rounded-control border border-line-subtle bg-line-subtle sm:grid-cols-3 ${dim ? 'text-text-3' : ''}`}
    >
      {facts.map(([label, value]) => (
        <div key={label} className="bg-overlay px-3 py-2">
          <dt className="text-small text-text-2">{label}</dt>
          <dd className="font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Name({ text }: { readonly text: string }) {
  return (
    <span translate="no" className="name break-all">
      {text === '' ? '(empty name)' : text}
    </span>
  );
}

function aimWords(aim: MoveAim, zone: ReturnType<typeof useZone>): string {
  switch (aim.to) {
    case 'nowhere':
      return '';
    case 'beginning':
      return 'It reads from the first entry on.';
    case 'end':
      return 'It reads what comes from now on.';
    case 'entry':
      return `It reads from ${momentWords(aim.id, redisClock.now(), zone) || aim.id} on.`;
    default:
      return aim satisfies never;
  }
}
