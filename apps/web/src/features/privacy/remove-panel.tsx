import { formatCount } from '@weir/domain/metrics/format-figures';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { GuardFields } from '../actions/parts/guard-fields.tsx';
import { keptReason } from '../actions/parts/kept-reason.ts';
import { useActionLock } from '../actions/parts/use-action-lock.ts';
import { useServerNow } from '../jobs/use-server-now.ts';
import { missingOf, type RequestRow, toDelete } from './request-rows.ts';

interface RemovePanelProps {
  readonly rows: readonly RequestRow[];
  readonly deleting: boolean;
  readonly onRemove: (reason: string) => void;
  readonly onStop: () => void;
}

/** The last step: why, and the button that says how much goes. */
export function RemovePanel({ rows, deleting, onRemove, onStop }: RemovePanelProps) {
  const now = useServerNow();
  const lock = useActionLock('Delete entries', 'maintainer');
  const [reason, setReason] = useState(keptReason);
  const meant = toDelete(rows);
  const entries = meant.reduce((sum, { plan }) => sum + plan.affects.count, 0);
  const missing = lock || missingOf(rows, reason, now);
  if (deleting)
    return (
      <Panel title="Deleting">
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-72 text-text-2">
            One stream after the other. What has begun goes on as its job, even when this page is closed; the next one
            begins only while it is open.
          </p>
          <Button size="large" onClick={onStop}>
            Stop after this stream
          </Button>
        </div>
      </Panel>
    );
  return (
    <Panel title="Delete what was found">
      <div className="flex flex-col gap-3">
        <GuardFields
          values={{ reason, typed: '' }}
          onChange={(values) => {
            setReason(values.reason);
          }}
          reasonNeeded={meant.some(({ plan }) => plan.confirm.reasonNeeded)}
          typeName={null}
          nameOf="stream"
        />
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p id="privacy-remove-missing" aria-live="polite" className="min-w-0 flex-1 basis-72 text-small">
            {missing}
          </p>
          <Button
            size="large"
            look="danger"
            disabled={missing !== ''}
            aria-describedby="privacy-remove-missing"
            onClick={() => {
              onRemove(reason);
            }}
          >
            Delete {formatCount(entries, 'full')} {entries === 1 ? 'entry' : 'entries'} from{' '}
            {formatCount(meant.length, 'full')} {meant.length === 1 ? 'stream' : 'streams'}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
