import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { MinIdleField } from '../parts/min-idle-field.tsx';
import type { ClaimForm } from './claim-form.ts';
import { ClaimTargets } from './claim-targets.tsx';
import { type ClaimPreview, eachWords, type TargetLine } from './claim-view.ts';

interface ClaimFieldsProps {
  readonly form: ClaimForm;
  readonly lines: readonly TargetLine[];
  readonly preview: ClaimPreview | undefined;
  /** How long entries must have waited can be chosen; not where single rows were. */
  readonly choosesIdle: boolean;
  readonly onChange: (form: ClaimForm) => void;
}

const DELIVERIES = [
  { value: 'keep', label: 'Keep' },
  { value: 'add-one', label: 'Add 1' },
] as const;

const DELIVERIES_NOTE = {
  keep: 'A claim is no delivery, so the count stays (JUSTID).',
  'add-one': 'Counts as one more try, as with a plain XCLAIM.',
} as const;

/** Who gets the entries, which ones, and what becomes of their delivery count. */
export function ClaimFields({ form, lines, preview, choosesIdle, onChange }: ClaimFieldsProps) {
  return (
    <>
      <fieldset>
        <legend className="mb-1 text-small font-strong">Give them to</legend>
        <Choice form={form} to="spread" label="Spread evenly over live consumers" onChange={onChange}>
          {form.to === 'spread' ? eachWords(preview) : ''}
        </Choice>
        <Choice form={form} to="one" label="One consumer" onChange={onChange} />
        <Choice form={form} to="new" label="A new consumer name" onChange={onChange}>
          for a one-off recovery process
        </Choice>
      </fieldset>
      {form.to === 'new' && (
        <TextField
          label="Name of the consumer"
          name
          placeholder="recovery-1"
          value={form.fresh}
          onChange={(fresh) => {
            onChange({ ...form, fresh });
          }}
        />
      )}
      <ClaimTargets
        form={form}
        lines={lines}
        counted={(preview?.to ?? []).map(({ consumer }) => consumer)}
        onChange={onChange}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {choosesIdle && (
          <MinIdleField
            value={form.minIdleMs}
            note="Leaves out what somebody has just picked up."
            onChange={(minIdleMs) => {
              onChange({ ...form, minIdleMs });
            }}
          />
        )}
        <div>
          <p className="mb-1.5 text-small font-strong">Delivery count</p>
          <Segmented
            label="Delivery count"
            value={form.deliveries}
            options={DELIVERIES}
            onChange={(deliveries) => {
              onChange({ ...form, deliveries });
            }}
          />
          <p className="mt-1 text-small text-text-3">{DELIVERIES_NOTE[form.deliveries]}</p>
        </div>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly form: ClaimForm;
  readonly to: ClaimForm['to'];
  readonly label: string;
  readonly onChange: (form: ClaimForm) => void;
  readonly children?: string;
}

function Choice({ form, to, label, onChange, children = '' }: ChoiceProps) {
  return (
    <label className="flex min-h-7 cursor-pointer flex-wrap items-center gap-x-2.5 touch:min-h-11">
      <input
        type="radio"
        name="claim-to"
        checked={form.to === to}
        onChange={() => {
          onChange({ ...form, to });
        }}
        className="size-4 accent-accent-solid"
      />
      <span className={form.to === to ? 'font-strong' : ''}>{label}</span>
      <span className="text-small text-text-3">{children}</span>
    </label>
  );
}
