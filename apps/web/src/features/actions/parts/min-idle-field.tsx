import { formatDuration } from '@weir/domain/metrics/format-figures';
import { Field, FIELD } from '../../../ui/field.tsx';
import { minIdleSteps } from './selection-view.ts';

interface MinIdleFieldProps {
  readonly value: number;
  readonly note?: string;
  readonly onChange: (minIdleMs: number) => void;
}

/** How long an entry must have waited to be meant. */
export function MinIdleField({ value, note, onChange }: MinIdleFieldProps) {
  return (
    <Field label="Only if idle for at least" note={note}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => {
            onChange(Number(event.target.value));
          }}
          className={FIELD}
        >
          {minIdleSteps(value).map((ms) => (
            <option key={ms} value={ms} className="bg-overlay">
              {ms === 0 ? 'any time' : formatDuration(ms)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
