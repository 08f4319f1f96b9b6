import type { ReactNode } from 'react';
import { ChangeDialog } from './change-dialog.tsx';
import { ConfirmFoot } from './confirm-foot.tsx';
import { useDialogAddress } from './dialog-address.ts';
import { FixedWords } from './fixed-words.tsx';
import type { Change } from './use-change.ts';

interface PlannedDialogProps {
  readonly conn: string;
  readonly change: Change;
  /** On the button, and the title where there is no other: "Claim 1,284 entries". */
  readonly label: string;
  readonly title?: ReactNode;
  readonly subtitle: ReactNode;
  readonly wide?: boolean;
  /** Loses entries. */
  readonly danger?: boolean;
  /** Stands before the moment of counting. */
  readonly fixed?: string;
  /** What becomes of that which changes until it is confirmed. */
  readonly skips: string;
  /** Something beside the guard was typed that closing would lose. */
  readonly typed?: boolean;
  /** What it holds brings its own edges. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** The dialog of a change that is planned first: what it would do, what it needs, and the foot to confirm it. */
export function PlannedDialog(props: PlannedDialogProps) {
  const { conn, change, label, title = label, subtitle, wide = false, danger = false, typed = false } = props;
  const { view } = change;
  const { close } = useDialogAddress();
  return (
    <ChangeDialog
      conn={conn}
      wide={wide}
      title={title}
      subtitle={subtitle}
      typed={change.typed || typed}
      onConfirm={change.confirm}
      onClose={close}
      foot={
        <ConfirmFoot
          label={label}
          danger={danger}
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords
              view={view}
              skips={props.skips}
              {...(props.fixed === undefined ? {} : { fixed: props.fixed })}
            />
          }
          onConfirm={change.confirm}
          onCancel={close}
          dryRun={change.whole ? { busy: view.counting !== null, run: view.again } : undefined}
        />
      }
    >
      <div className={props.flush === true ? '' : 'flex flex-col gap-4 p-5 max-sm:p-4'}>{props.children}</div>
    </ChangeDialog>
  );
}
