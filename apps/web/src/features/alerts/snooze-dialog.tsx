import { useState } from 'react';
import { useZone } from '../../app/preferences.ts';
import { failureOf } from '../../app/trpc.ts';
import { clockText, dateText } from '../../format/moment.ts';
import { useNow } from '../../live/redis-clock.ts';
import { Field, FIELD } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ChangeDialog } from '../actions/parts/change-dialog.tsx';
import { ConfirmFoot } from '../actions/parts/confirm-foot.tsx';
import { keepReason, keptReason } from '../actions/parts/kept-reason.ts';
import { Note } from '../actions/parts/note.tsx';
import { amountText, parseAmount } from './parse-amount.ts';
import { useAlertLock } from './use-alert-lock.ts';
import { useAlertChange } from './use-alerts.ts';

interface SnoozeDialogProps {
  readonly conn: string;
  /** What is snoozed, as text. */
  readonly what: string;
  /** Null = the group alone can be snoozed. */
  readonly incidentId: string | null;
  /** Null = it is about no group. */
  readonly place: { readonly stream: string; readonly group: string } | null;
  /** Why there is nothing to snooze; '' = there is. */
  readonly absent?: string;
  readonly onClose: () => void;
}

const SPANS = ['15 m', '1 h', '4 h', '1 d'] as const;
const SHORTEST_MS = 60_000;
const LONGEST_MS = 30 * 86_400_000;

/** For how long nothing is sent, and of what. */
export function SnoozeDialog({ conn, what, incidentId, place, absent = '', onClose }: SnoozeDialogProps) {
  const now = useNow();
  const zone = useZone();
  const [typed, setTyped] = useState<string>('1 h');
  const [whole, setWhole] = useState(incidentId === null);
  const [reason, setReason] = useState(keptReason);
  const lock = useAlertLock('Snooze', 'operator');
  const forMs = parseAmount('duration', typed);
  const fits = forMs !== undefined && forMs >= SHORTEST_MS && forMs <= LONGEST_MS;
  const until = now + (forMs ?? 0);
  const send = useAlertChange((alerts, length: number) =>
    alerts.snooze.mutate({
      connection: conn,
      forMs: length,
      reason,
      ...(whole && place !== null ? { incidentId: null, ...place } : { incidentId }),
    }),
  );
  const unfit = fits ? '' : 'Say for how long: a minute to 30 days, such as 90 m or 4 h.';
  const missing = lock !== '' ? lock : absent !== '' ? absent : unfit;
  const confirm = () => {
    if (missing !== '' || forMs === undefined || send.isPending) return;
    keepReason(reason);
    send.mutate(forMs, { onSuccess: onClose });
  };
  return (
    <ChangeDialog
      conn={conn}
      title="Snooze"
      subtitle={what}
      typed={false}
      onConfirm={confirm}
      onClose={onClose}
      foot={
        <ConfirmFoot
          label={fits ? `Snooze for ${amountText('duration', forMs)}` : 'Snooze'}
          busy={send.isPending}
          missing={missing}
          promise="Nothing is sent until then. It keeps its place and stays in the counts; what is still so afterwards is told."
          onConfirm={confirm}
          onCancel={onClose}
        />
      }
    >
      <div className="flex flex-col gap-4 px-5 py-4 max-sm:px-4">
        <div className="flex flex-wrap items-end gap-3">
          <Segmented
            label="For how long"
            value={SPANS.find((span) => span === typed) ?? ''}
            options={SPANS.map((span) => ({ value: span, label: span }))}
            onChange={setTyped}
          />
          <Field label="or for">
            {(control) => (
              <input
                {...control}
                data-first-field=""
                type="text"
                autoComplete="off"
                value={typed}
                aria-invalid={!fits}
                onChange={(event) => {
                  setTyped(event.target.value);
                }}
                className={`${FIELD} w-28!`}
              />
            )}
          </Field>
          {fits && (
            <p className="pb-1.5 text-text-2">
              until <span className="name">{`${dateText(until, now, zone)} ${clockText(until, zone)}`}</span>
            </p>
          )}
        </div>
        {incidentId !== null && place !== null && (
          <Segmented
            label="Of what"
            value={whole ? 'group' : 'incident'}
            options={[
              { value: 'incident', label: 'This incident' },
              { value: 'group', label: 'Everything about the group' },
            ]}
            onChange={(of) => {
              setWhole(of === 'group');
            }}
          />
        )}
        <Field label="Reason, saved in the audit log" aside="optional">
          {(control) => (
            <input
              {...control}
              type="text"
              maxLength={500}
              autoComplete="off"
              value={reason}
              placeholder="What is known, or a ticket"
              onChange={(event) => {
                setReason(event.target.value);
              }}
              className={FIELD}
            />
          )}
        </Field>
        {send.isError && <Note tone="critical">{failureOf(send.error).sentence}</Note>}
      </div>
    </ChangeDialog>
  );
}
