import type { GroupRow } from '@weir/domain/wire/group-row';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { useMemo, useState } from 'react';
import { useConsumers } from '../../consumers/use-consumers.ts';
import { ChangeDialog } from '../parts/change-dialog.tsx';
import { ConfirmFoot } from '../parts/confirm-foot.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { FixedWords } from '../parts/fixed-words.tsx';
import { GuardFields } from '../parts/guard-fields.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { firstMinIdle } from '../parts/selection-view.ts';
import { useChange } from '../parts/use-change.ts';
import { useMeantEntries } from '../parts/use-meant-entries.ts';
import { type ClaimForm, claimInputOf, FIRST_FORM, formOf } from './claim-form.ts';
import { ClaimFields } from './claim-fields.tsx';
import { ClaimPreviewPart } from './claim-preview.tsx';
import { claimLabel, type ClaimPreview, targetLines } from './claim-view.ts';

interface ClaimDialogProps {
  readonly conn: string;
  readonly row: GroupRow;
  /** The plan a link leads to, where it is still there. */
  readonly linked: ReadyPlan | undefined;
}

/** Gives pending entries to other consumers. */
export function ClaimDialog({ conn, row, linked }: ClaimDialogProps) {
  const { stream, group } = row;
  const address = useDialogAddress();
  const meant = useMeantEntries();
  const consumers = useConsumers(conn, stream, group);
  const items = useMemo(() => consumers.data?.items ?? [], [consumers.data]);
  const [form, setForm] = useState<ClaimForm>(() =>
    linked?.input === undefined
      ? { ...FIRST_FORM, minIdleMs: firstMinIdle(meant.filter) }
      : formOf(linked.input, new Set(items.map(({ consumer }) => consumer))),
  );
  const selection = meant.selectionFor(form.minIdleMs) ?? selectionOf(linked);
  const change = useChange({
    word: 'Claim',
    needs: 'operator',
    onBegun: meant.forget,
    input:
      selection === undefined
        ? 'The rows this link was about are not known any more. Choose them again.'
        : claimInputOf(form, { connection: conn, stream, group, selection }),
  });
  const { view, guard } = change;
  const preview = view.plan?.preview.of === 'claim' ? view.plan.preview : undefined;
  return (
    <ChangeDialog
      conn={conn}
      wide
      title={<ClaimTitle plan={view.plan} preview={preview} />}
      subtitle={
        <>
          <Name>{group}</Name> on <Name>{stream}</Name>. Moves ownership; nothing is deleted or acked.
        </>
      }
      typed={change.typed}
      onConfirm={change.confirm}
      onClose={address.close}
      foot={
        <ConfirmFoot
          label={claimLabel(view.plan)}
          busy={change.busy}
          missing={change.missing}
          promise={
            <FixedWords
              view={view}
              skips="Entries that get acked, read or claimed before you confirm are skipped and listed."
            />
          }
          onConfirm={change.confirm}
          onCancel={address.close}
          dryRun={{ busy: view.counting !== null, run: view.again }}
        />
      }
    >
      <div className="grid sm:grid-cols-2 sm:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4 p-5 max-sm:p-4 sm:pb-4">
          <ClaimFields
            form={form}
            lines={targetLines(preview, items)}
            preview={preview}
            choosesIdle={!meant.rows}
            onChange={setForm}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4 border-line-subtle bg-panel p-5 max-sm:border-t max-sm:p-4 sm:row-span-2 sm:border-l">
          <RefusedNote plan={view} apply={change.apply} />
          <ClaimPreviewPart
            view={view}
            preview={preview}
            form={form}
            onWatch={(watch) => {
              setForm({ ...form, watch });
            }}
            onGone={() => {
              address.swap({ do: 'acknowledge', payload: 'gone', of: address.search.of });
            }}
          />
        </div>
        <div className="p-5 max-sm:border-t max-sm:border-line-subtle max-sm:p-4 sm:col-start-1 sm:row-start-2 sm:pt-0">
          <GuardFields
            values={guard}
            onChange={change.setGuard}
            reasonNeeded={view.plan?.confirm.reasonNeeded ?? false}
            typeName={view.plan?.confirm.typeName ?? null}
            nameOf="group"
          />
        </div>
      </div>
    </ChangeDialog>
  );
}

function selectionOf(linked: ReadyPlan | undefined) {
  return linked?.input?.kind === 'claim' ? linked.input.selection : undefined;
}

interface ClaimTitleProps {
  readonly plan: ReadyPlan | undefined;
  readonly preview: ClaimPreview | undefined;
}

function ClaimTitle({ plan, preview }: ClaimTitleProps) {
  const [only] = preview?.from ?? [];
  return (
    <>
      {claimLabel(plan)}
      {only !== undefined && preview?.from.length === 1 && (
        <>
          {' '}
          from <Name>{only.consumer}</Name>
        </>
      )}
    </>
  );
}

function Name({ children }: { readonly children: string }) {
  return (
    <span translate="no" className="name break-all">
      {children}
    </span>
  );
}
