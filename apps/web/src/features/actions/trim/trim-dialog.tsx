import { useQuery } from '@tanstack/react-query';
import { parseEntryId } from '@weir/domain/entries/entry-id';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useMemo, useState } from 'react';
import { useTRPC } from '../../../app/trpc.ts';
import { useGroupRows } from '../../../live/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { groupsOf } from '../../stream/stream-view.ts';
import { ArchiveFirst } from '../parts/archive-first.tsx';
import { ChangeGuard } from '../parts/change-guard.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { useDialogAddress } from '../parts/dialog-address.ts';
import { Note } from '../parts/note.tsx';
import { PlannedDialog } from '../parts/planned-dialog.tsx';
import { RefusedNote } from '../parts/refused-note.tsx';
import { TwoSides } from '../parts/two-sides.tsx';
import { useChange } from '../parts/use-change.ts';
import { Warnings } from '../parts/warnings.tsx';
import { TrimFields } from './trim-fields.tsx';
import { ageText, formOfParam, formOfRule, keepParam, ruleOf, type TrimForm, trimInputOf } from './trim-form.ts';
import { TrimPreviewPart } from './trim-preview.tsx';
import { waysOn } from './trim-view.ts';

interface TrimDialogProps {
  readonly conn: string;
  readonly row: StreamRow;
  readonly linked: ReadyPlan | undefined;
}

/** Removes the oldest entries of a stream once. */
export function TrimDialog({ conn, row, linked }: TrimDialogProps) {
  const trpc = useTRPC();
  const address = useDialogAddress();
  const [form, setForm] = useState<TrimForm>(() =>
    linked?.input?.kind === 'trim'
      ? formOfRule(linked.input.rule, linked.input.guard, linked.input.archive)
      : formOfParam(address.search.keep),
  );
  const rows = useGroupRows();
  const groups = useMemo(() => groupsOf(rows ?? [], row.stream), [rows, row.stream]);
  const ruler = useQuery(
    trpc.streams.ruler.queryOptions({ connection: conn, stream: row.stream }, { refetchInterval: 4_000 }),
  ).data;
  const change = useChange({ word: 'Trim', needs: 'maintainer', input: trimInputOf(form, conn, row.stream) });
  const { view } = change;
  const { plan } = view;
  const preview = plan?.preview.of === 'trim' ? plan.preview : undefined;
  const label = plan?.confirm.label ?? 'Trim';
  const enter = (next: TrimForm) => {
    setForm(next);
    const rule = ruleOf(next);
    // What is typed half is no rule yet; the address keeps the last whole one.
    if (typeof rule !== 'string') address.note({ keep: keepParam(rule) });
  };
  return (
    <PlannedDialog
      conn={conn}
      change={change}
      wide
      title={
        <>
          {label} from <QuotedName text={row.stream} />
        </>
      }
      subtitle={
        form.archive
          ? 'Writes the oldest entries to an archive and reads them back, then removes them.'
          : 'Removes the oldest entries for good. There is no way back.'
      }
      label={label}
      danger
      fixed="Counted at"
      skips="What each group needs is looked at again in every step, before it removes anything."
      flush
    >
      <TwoSides
        columns="sm:grid-cols-[300px_minmax(0,1fr)]"
        fields={
          <>
            <TrimFields form={form} onChange={enter} />
            <ArchiveFirst
              checked={form.archive}
              onChange={(archive) => {
                enter({ ...form, archive });
              }}
            />
            <Guard form={form} heldBy={form.keep === 'needed' ? null : (preview?.heldBy ?? null)} onChange={enter} />
          </>
        }
        preview={
          <>
            <RefusedNote plan={view} apply={change.apply} />
            <TrimPreviewPart
              view={view}
              ruler={ruler}
              groups={groups}
              guard={form.guard}
              onMove={(ageMs) => {
                enter(moved(form, ageMs, ruler?.at));
              }}
            />
            {plan !== undefined && <Warnings warnings={plan.warnings} />}
            {plan !== undefined && <CommandsBlock commands={plan.commands} />}
          </>
        }
        guard={<ChangeGuard change={change} nameOf="stream" />}
      />
    </PlannedDialog>
  );
}

/** The form after the cut was moved by hand: an age stays an age, every other rule becomes a point in the log. */
function moved(form: TrimForm, ageMs: number, at: number | undefined): TrimForm {
  if (form.keep === 'younger') return { ...form, age: ageText(Math.max(1, Math.round(ageMs / 1_000)) * 1_000) };
  const id = at === undefined ? undefined : parseEntryId(`${Math.max(0, Math.round(at - ageMs))}-0`);
  return id === undefined ? form : { ...form, keep: 'from', from: { text: id, id } };
}

interface GuardProps {
  readonly form: TrimForm;
  readonly heldBy: string | null;
  readonly onChange: (form: TrimForm) => void;
}

function Guard({ form, heldBy, onChange }: GuardProps) {
  const set = (guard: boolean) => {
    onChange({ ...form, guard });
  };
  if (!form.guard)
    return (
      <Note tone="critical">
        <p>
          <b className="font-semibold">The guard is off for this trim.</b> It also removes what groups have not read or
          not acked.
        </p>
        <Button
          size="small"
          className="mt-1.5"
          onClick={() => {
            set(true);
          }}
        >
          Switch the guard on
        </Button>
      </Note>
    );
  if (heldBy === null)
    return (
      <p className="text-small text-text-3">
        The guard is on: it stops at the oldest entry any group has not read or not acked.
      </p>
    );
  return (
    <Note tone="warning">
      <p>
        <b className="font-semibold">
          <span translate="no" className="name">
            {heldBy}
          </span>{' '}
          is in the way.
        </b>{' '}
        The ways on:
      </p>
      <ul className="mt-1 list-disc pl-4">
        {waysOn(heldBy).map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <Button
        size="small"
        className="mt-1.5"
        onClick={() => {
          set(false);
        }}
      >
        Trim past the guard…
      </Button>
    </Note>
  );
}
