import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useMemo, useState } from 'react';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { useConsumers } from '../../consumers/use-consumers.ts';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { minIdleOf, ROWS_FORGOTTEN } from '../parts/selection-view.ts';
import { TwoSides } from '../parts/two-sides.tsx';
import { useChange } from '../parts/use-change.ts';
import { useMeantEntries } from '../parts/use-meant-entries.ts';
import { ClaimFields } from './claim-fields.tsx';
import { type ClaimForm, claimInputOf, FIRST_FORM, formOf } from './claim-form.ts';
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
      ? { ...FIRST_FORM, minIdleMs: minIdleOf(undefined, meant.filter) }
      : formOf(linked.input, new Set(items.map(({ consumer }) => consumer))),
  );
  const selection = meant.selectionFor(form.minIdleMs) ?? selectionOf(linked);
  const change = useChange({
    word: 'Claim',
    needs: 'operator',
    onBegun: meant.forget,
    input:
      selection === undefined ? ROWS_FORGOTTEN : claimInputOf(form, { connection: conn, stream, group, selection }),
  });
  const { view } = change;
  const preview = view.plan?.preview.of === 'claim' ? view.plan.preview : undefined;
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      wide
      title={<ClaimTitle plan={view.plan} preview={preview} />}
      subtitle={
        <>
          <QuotedName text={group} /> on <QuotedName text={stream} />. Moves ownership; nothing is deleted or acked.
        </>
      }
      label={claimLabel(view.plan)}
      skips="Entries that get acked, read or claimed before you confirm are skipped and listed."
      flush
    >
      <TwoSides
        columns="sm:grid-cols-2"
        fields={
          <ClaimFields
            form={form}
            lines={targetLines(preview, items)}
            preview={preview}
            choosesIdle={!meant.rows}
            onChange={setForm}
          />
        }
        preview={
          <>
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
          </>
        }
        guard={<ChangeGuard change={change} nameOf="group" />}
      />
    </PlannedDialog>
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
          from <QuotedName text={only.consumer} />
        </>
      )}
    </>
  );
}
