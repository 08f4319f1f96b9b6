import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useZone } from '../../app/preferences.ts';
import { useTRPC } from '../../app/trpc.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { useGroupRow } from '../../live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { ChangeDialog } from '../actions/parts/change-dialog.tsx';
import { ChangeLinks } from '../actions/parts/change-links.tsx';
import { CommandsBlock } from '../actions/parts/commands-block.tsx';
import { ConfirmFoot } from '../actions/parts/confirm-foot.tsx';
import { FixedWords } from '../actions/parts/fixed-words.tsx';
import { GuardFields } from '../actions/parts/guard-fields.tsx';
import { missingWords } from '../actions/parts/guard-view.ts';
import { Note } from '../actions/parts/note.tsx';
import { RefusedNote } from '../actions/parts/refused-note.tsx';
import { useActionLock } from '../actions/parts/use-action-lock.ts';
import { useApply } from '../actions/parts/use-apply.ts';
import { usePlan } from '../actions/parts/use-plan.ts';
import { Warnings } from '../actions/parts/warnings.tsx';
import { AimFields } from './aim-fields.tsx';
import { momentWords } from './moment-text.ts';
import { MoveRuler } from './move-ruler.tsx';
import { aimOf, moveFacts, moveInputOf, type MoveAim } from './move-view.ts';

interface MoveDialogProps {
  readonly conn: string;
  readonly stream: string;
  readonly group: string;
  /** Where to, as in the address: 'first', 'last' or an id. */
  readonly at: string | undefined;
  readonly set: string | undefined;
  readonly onAim: (at: string) => void;
  readonly onPlan: (set: string) => void;
  readonly onClose: () => void;
}

/** Moves a group's position back or forward: decides which entry it reads next. */
export function MoveDialog({ conn, stream, group, at, set, onAim, onPlan, onClose }: MoveDialogProps) {
  const trpc = useTRPC();
  const zone = useZone();
  const row = useGroupRow(stream, group);
  const ruler = useQuery(trpc.streams.ruler.queryOptions({ connection: conn, stream }));
  const [guard, setGuard] = useState({ reason: '', typed: '' });
  const { apply, send, reset } = useApply();
  const busy = apply.state === 'sending' || apply.state === 'checking';
  const aim = aimOf(at);
  const answered = apply.state === 'answered' && apply.answer.jobId !== null ? apply.answer : null;
  const input = answered === null ? moveInputOf(conn, stream, group, aim, ruler.data?.lastId ?? null) : null;
  const view = usePlan({ input, set, hold: busy, onReady: onPlan });
  const locked = useActionLock('Move position', 'operator');
  const words = aimWords(aim, zone);
  const plan = aim.to === 'nowhere' ? undefined : view.plan;
  const missing =
    locked !== ''
      ? locked
      : aim.to === 'nowhere'
        ? 'Choose where it is to go on reading.'
        : plan === undefined || !view.current
          ? 'Wait until it is counted.'
          : plan.refusal !== null
            ? 'It cannot be done; the reason stands above.'
            : missingWords({
                reason: guard.reason,
                reasonNeeded: plan.confirm.reasonNeeded,
                typed: guard.typed,
                typeName: plan.confirm.typeName,
              });
  const confirm = () => {
    if (plan === undefined || missing !== '' || busy) return;
    send({
      planId: plan.planId,
      reason: guard.reason.trim(),
      ...(plan.confirm.typeName === null ? {} : { confirmName: plan.confirm.typeName }),
    });
  };
  const frame = {
    conn,
    title: (
      <>
        Move the position of <Name text={group} />
      </>
    ),
    subtitle: (
      <>
        on <Name text={stream} />. Decides which entry the group reads next.
      </>
    ),
    onClose,
  };
  if (answered !== null)
    return (
      <ChangeDialog
        {...frame}
        typed={false}
        foot={
          <div className="flex flex-wrap justify-end gap-2">
            {answered.jobId !== null && <ChangeLinks conn={conn} jobId={answered.jobId} auditId={answered.auditId} />}
            <Button look="primary" size="large" onClick={onClose}>
              Close
            </Button>
          </div>
        }
      >
        <output className="block px-5 py-4 max-sm:px-4">
          <Note tone={answered.outcome === 'done' ? 'note' : 'warning'}>
            {answered.outcome === 'done' ? (
              <p>
                <b className="font-semibold">The position was moved.</b> {words}
              </p>
            ) : (
              <p>{answered.sentence}</p>
            )}
          </Note>
        </output>
      </ChangeDialog>
    );
  return (
    <ChangeDialog
      {...frame}
      wide
      typed={guard.reason !== '' || guard.typed !== ''}
      onConfirm={missing === '' ? confirm : undefined}
      foot={
        <ConfirmFoot
          label={plan?.confirm.label ?? 'Move position'}
          danger={plan?.confirm.risk === 3}
          busy={busy}
          missing={missing}
          promise={<FixedWords view={view} skips="If the group has moved by then, nothing is changed." />}
          onConfirm={confirm}
          onCancel={onClose}
          dryRun={
            plan === undefined
              ? undefined
              : {
                  busy: view.counting !== null,
                  run: () => {
                    reset();
                    view.again();
                  },
                }
          }
        />
      }
    >
      <div className="flex flex-col gap-4 px-5 py-4 max-sm:px-4">
        <AimFields aim={aim} at={at} onAim={onAim} />
        {ruler.data !== undefined && (
          <MoveRuler ruler={ruler.data} group={group} aim={aim} words={words} onMove={onAim} />
        )}
        {plan !== undefined && (
          <>
            <Facts
              {...moveFacts(plan, group)}
              dim={!view.current}
              pending={row === undefined ? 'unchanged' : `${formatCount(row.pending, 'full')}, unchanged`}
            />
            <Warnings warnings={plan.warnings} />
          </>
        )}
        <RefusedNote plan={view} apply={apply} />
        {plan !== undefined && <CommandsBlock commands={plan.commands} />}
        <GuardFields
          values={guard}
          onChange={setGuard}
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
  readonly pending: string;
  readonly dim: boolean;
}

function Facts({ again, skipped, pending, dim }: FactsProps) {
  const facts = [
    ['Read again', again],
    ['Skipped', skipped],
    ['Pending', pending],
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
