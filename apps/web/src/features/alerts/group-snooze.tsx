import { useNavigate, useSearch } from '@tanstack/react-router';
import { BellOff } from 'lucide-react';
import { Clock } from '../../ui/age.tsx';
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
  readonly className?: string;
}

/** On a row of Triage: snooze the group, or until when it is snoozed. Whoever may not snooze sees the latter alone. */
export function GroupSnooze({ conn, stream, group, className = '' }: GroupSnoozeProps) {
  const lock = useAlertLock('Snooze', 'operator');
  const snooze = groupSnooze(useAlertSummary(conn).data?.snoozes ?? [], stream, group);
  const icon = <BellOff aria-hidden size={13} strokeWidth={1.75} />;
  if (lock !== '') {
    if (snooze === undefined) return null;
    return (
      <span className="inline-flex items-center gap-1.5 text-small whitespace-nowrap text-text-3">
        {icon}
        Snoozed to <Clock at={snooze.until} />
      </span>
    );
  }
  return (
    <ButtonLink
      to="/c/$conn"
      params={{ conn }}
      search={{ do: snooze === undefined ? 'snooze' : 'wake', stream, group }}
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
  const snoozes = useAlertSummary(conn).data?.snoozes ?? [];
  if (stream === undefined || group === undefined) return null;
  const close = () => {
    void navigate({ search: ({ do: _done, stream: _of, group: _either, ...rest }) => rest, replace: true });
  };
  if (wanted === 'snooze')
    return (
      <SnoozeDialog
        conn={conn}
        what={`Everything about ${group} on ${stream}`}
        incidentId={null}
        place={{ stream, group }}
        onClose={close}
      />
    );
  const snooze = wanted === 'wake' ? groupSnooze(snoozes, stream, group) : undefined;
  return snooze === undefined ? null : <WakeDialog conn={conn} snooze={snooze} onClose={close} />;
}
