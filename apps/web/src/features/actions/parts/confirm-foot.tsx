import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { commandKey } from '../../../keyboard/command-key.ts';
import { Button } from '../../../ui/button.tsx';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';

interface ConfirmFootProps {
  /** Names the act and the count: "Claim 1,284 entries". */
  readonly label: string;
  /** Loses entries. */
  readonly danger?: boolean;
  readonly busy: boolean;
  /** Why it cannot be confirmed now; '' = it can. */
  readonly missing: string;
  /** What holds until it is confirmed. */
  readonly promise: ReactNode;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly dryRun?: { readonly busy: boolean; readonly run: () => void } | undefined;
}

/** Cancel, dry run, confirm: the same place in every dialog. */
export function ConfirmFoot(props: ConfirmFootProps) {
  const { label, danger = false, busy, missing, promise, onConfirm, onCancel, dryRun } = props;
  const id = useId();
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2.5">
      <div className="flex min-w-0 flex-1 basis-72 gap-2.5 text-small text-text-2">
        <ShieldCheck aria-hidden size={16} strokeWidth={1.75} className="mt-px shrink-0 text-text-3" />
        <div className="min-w-0">
          <div>{promise}</div>
          <p id={id} aria-live="polite" className="text-text">
            {busy ? '' : missing}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
        <Button look="quiet" size="large" onClick={onCancel}>
          Cancel
        </Button>
        {dryRun !== undefined && (
          <Button
            size="large"
            onClick={dryRun.run}
            disabled={dryRun.busy}
            data-tip="Counts again without changing anything"
          >
            Dry run
          </Button>
        )}
        <Button
          look={danger ? 'danger' : 'primary'}
          size="large"
          onClick={onConfirm}
          disabled={missing !== '' || busy}
          aria-describedby={id}
          className="max-sm:basis-full disabled:bg-transparent disabled:border-control"
        >
          {busy && <StatusGlyph shape="running" size={14} className="animate-turn text-current" />}
          {label}
          <span aria-hidden className="flex gap-1 text-micro max-sm:hidden">
            <span className="rounded-tag border border-current/40 px-1">{commandKey()}</span>
            <span className="rounded-tag border border-current/40 px-1">↵</span>
          </span>
        </Button>
      </div>
    </div>
  );
}
