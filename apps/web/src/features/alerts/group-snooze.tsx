import { useNavigate, useSearch } from '@tanstack/react-router';
import { BellOff } from 'lucide-react';
import { useGroupRow } from '../../live/use-live.ts';
import { Clock } from '../../ui/age.tsx';
import { usePast } from '../../past/use-past.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { groupSnooze } from './alerts-view.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertSummary } from './use-alerts.ts';
import { WakeDialog } from './wake-dialog.tsx';

interface GroupSnoozeProps {
  readonly conn: string;
  readonly stream: string;
  readonly group: string;
  /** The page it stands on, where its dialog opens. */
  readonly on: 'triage' | 'group';
  /** False: shown only while the group is snoozed. */
  readonly offered?: boolean;
  readonly className?: string;
}

/**
 * Beside what is wrong: snooze the group, or until when it is snoozed. Whoever may not snooze sees the latter alone.
 * Snoozes are those of now, so a page of the past has none.
 */
export function GroupSnooze({ conn, stream, group, on, offered = true, className = '' }: GroupSnoozeProps) {
  const lock = useAlertLock('Snooze', 'operator');
  const snooze = groupSnooze(useAlertSummary(conn).data?.snoozes ?? [], stream, group);
  const isPast = usePast() !== null;
  const icon = <BellOff aria-hidden size={13} strokeWidth={1.75} />;
  if (isPast) return null;
  if (snooze === undefined && (lock !== '' || !offered)) return null;
  if (lock !== '' && snooze !== undefined) {
    return (
      <span className="inline-flex items-center gap-1.5 text-small whitespace-nowrap text-text-3">
        {icon}
        Snoozed to <Clock at={snooze.until} />
      </span>
    );
  }
  const wanted = snooze === undefined ? 'snooze' : 'wake';
  const opens =
    on === 'triage'
      ? ({ to: '/c/$conn', params: { conn }, search: { do: wanted, stream, group } } as const)
      : ({ to: '/c/$conn/s/$stream/g/$group', params: { conn, stream, group }, search: { do: wanted } } as const);
  return (
    <ButtonLink
      {...opens}
      look={snooze === undefined ? 'quiet' : 'plain'}
      data-row-snooze=""
      {...(snooze === undefined ? { 'data-tip': 'Send nothing about this group for a while' } : {})}
      aria-label={snooze === undefined ? `Snooze ${group}` : `End the snooze of ${group}`}
      className={className}
    >
      {icon}
      {snooze === undefined ? (
        'Snooze'
      ) : (
        <>
          Snoozed to <Clock at={snooze.until} />
        </>
      )}
    </ButtonLink>
  );
}

/** The dialog that the address of Triage asks for. */
export function TriageSnoozeDialogs({ conn }: { readonly conn: string }) {
  const { do: wanted, stream, group } = useSearch({ from: '/c/$conn/' });
  const navigate = useNavigate({ from: '/c/$conn/' });
  if (stream === undefined || group === undefined || (wanted !== 'snooze' && wanted !== 'wake')) return null;
  const close = () => {
    void navigate({ search: ({ do: _done, stream: _of, group: _either, ...rest }) => rest, replace: true });
  };
  return <GroupSnoozeDialog conn={conn} stream={stream} group={group} wanted={wanted} onClose={close} />;
}

interface GroupSnoozeDialogProps extends Omit<GroupSnoozeProps, 'on' | 'offered' | 'className'> {
  readonly wanted: 'snooze' | 'wake';
  readonly onClose: () => void;
}

export function GroupSnoozeDialog({ conn, stream, group, wanted, onClose }: GroupSnoozeDialogProps) {
  const snoozes = useAlertSummary(conn).data?.snoozes ?? [];
  const isThere = useGroupRow(stream, group) !== undefined;
  if (wanted === 'snooze')
    return (
      <SnoozeDialog
        conn={conn}
        what={`Everything about ${group} on ${stream}`}
        incidentId={null}
        place={{ stream, group }}
        absent={isThere ? '' : 'There is no group of that name on that stream.'}
        onClose={onClose}
      />
    );
  const snooze = groupSnooze(snoozes, stream, group);
  return snooze === undefined ? null : <WakeDialog conn={conn} snooze={snooze} onClose={onClose} />;
}
