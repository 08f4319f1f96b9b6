import { useNavigate, useSearch } from '@tanstack/react-router';
import { useIncident } from './use-alerts.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { WakeDialog } from './wake-dialog.tsx';

/** The dialog that the address of the alerts page asks for. */
export function SnoozeDialogs({ conn }: { readonly conn: string }) {
  const { do: wanted, incident } = useSearch({ from: '/c/$conn/alerts' });
  if (incident === undefined || (wanted !== 'snooze' && wanted !== 'wake')) return null;
  return <OfIncident conn={conn} wanted={wanted} incidentId={incident} />;
}

interface OfIncidentProps {
  readonly conn: string;
  readonly wanted: 'snooze' | 'wake';
  readonly incidentId: string;
}

function OfIncident({ conn, wanted, incidentId }: OfIncidentProps) {
  const navigate = useNavigate({ from: '/c/$conn/alerts' });
  const { data } = useIncident(incidentId);
  const close = () => {
    void navigate({ search: ({ do: _done, incident: _over, ...rest }) => rest, replace: true });
  };
  if (data === undefined || data.state === 'resolved') return null;
  if (wanted === 'wake')
    return data.snooze === null ? null : <WakeDialog conn={conn} snooze={data.snooze} onClose={close} />;
  const { stream, group, finding } = data;
  return (
    <SnoozeDialog
      conn={conn}
      what={finding}
      incidentId={incidentId}
      place={stream === null || group === null ? null : { stream, group }}
      onClose={close}
    />
  );
}
