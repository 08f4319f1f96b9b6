import { useQuery } from '@tanstack/react-query';
import { useZone } from '../../../app/preferences.ts';
import { useTRPC } from '../../../app/trpc.ts';
import { useSeries } from '../../../charts/use-series.ts';
import { redisClock } from '../../../live/redis-clock.ts';
import { useGroupRow, useGroupRows } from '../../../live/use-live.ts';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { momentWords } from '../../replay/moment-text.ts';
import { groupsOf } from '../../stream/stream-view.ts';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { AimFields } from './aim-fields.tsx';
import { FactStrip } from './fact-strip.tsx';
import { MoveRuler } from './move-ruler.tsx';
import { aimOf, bestOf, moveFacts, moveInputOf, paceWords, type MoveAim } from './move-view.ts';

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
  const others = groupsOf(useGroupRows() ?? [], stream)
    .map((row) => row.group)
    .filter((name) => name !== group);
  const aim = aimOf(address.search.at);
  const change = useChange({
    word: 'Move position',
    needs: 'operator',
    input: moveInputOf(conn, stream, group, aim) ?? 'Choose where it is to go on reading.',
  });
  const pace = usePace(conn, stream, group);
  const plan = aim.to === 'nowhere' ? undefined : change.view.plan;
  const preview = plan?.preview.of === 'move-group' && plan.refusal === null ? plan.preview : undefined;
  const setAim = (at: string) => {
    address.note({ at: at === '' ? undefined : at, set: undefined });
  };
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      wide
      title={
        <>
          Move the position of <QuotedName text={group} />
        </>
      }
      subtitle={
        <>
          on <QuotedName text={stream} />. Decides which entry the group reads next.
        </>
      }
      label={plan?.confirm.label ?? 'Move position'}
      danger={plan?.confirm.risk === 3}
      fixed="Counted at"
      skips="What it reads until you confirm comes on top. If it is moved by somebody else, nothing is changed."
    >
      <AimFields aim={aim} at={address.search.at} others={others} onAim={setAim} />
      {ruler.data !== undefined && (
        <MoveRuler
          ruler={ruler.data}
          group={group}
          aim={aim}
          planned={change.view.current ? preview?.to : undefined}
          words={aimWords(aim, zone)}
          onMove={setAim}
        />
      )}
      <RefusedNote plan={change.view} apply={change.apply} />
      {plan !== undefined && preview !== undefined && (
        <>
          <FactStrip facts={moveFacts(plan, preview, pace)} dim={!change.view.current} />
          <Warnings warnings={plan.warnings} />
          {preview.unreadAfter.count > 0 && paceWords(pace) !== '' && (
            <p className="text-small text-text-3">{paceWords(pace)}</p>
          )}
          <CommandsBlock commands={plan.commands} />
        </>
      )}
      <ChangeGuard change={change} nameOf="group" />
    </PlannedDialog>
  );
}

const LAST_HOUR = { kind: 'moving', span: '1h' } as const;

/** What the group did at best within the hour, and what comes in now. */
function usePace(connection: string, stream: string, group: string) {
  const { answers } = useSeries({ connection, stream, group }, ['outPerSecond'], LAST_HOUR);
  return { best: bestOf(answers), comesIn: useGroupRow(stream, group)?.inPerSecond ?? null };
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
    case 'by':
      return aim.count < 0
        ? `It goes back by ${entriesText(-aim.count)}.`
        : `It leaves out the next ${entriesText(aim.count)}.`;
    case 'like':
      return `It stands where ${aim.group === '' ? 'the group with the empty name' : aim.group} stands.`;
    default:
      return aim satisfies never;
  }
}

function entriesText(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'entry' : 'entries'}`;
}
