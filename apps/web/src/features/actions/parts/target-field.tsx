import { useId } from 'react';
import { FIELD } from './guard-fields.tsx';

/** A stream to send to, as it was typed; '' = the usual one. */
export interface TargetValue {
  readonly stream: string;
  readonly create: boolean;
}

interface TargetFieldProps {
  readonly label: string;
  /** Where it goes when nothing is typed. */
  readonly usual: string;
  readonly value: TargetValue;
  readonly onChange: (value: TargetValue) => void;
}

export const USUAL_TARGET: TargetValue = { stream: '', create: false };

/** The input of a plan; absent = the usual one. */
export function targetOf({ stream, create }: TargetValue): { readonly to?: TargetValue } {
  return stream === '' ? {} : { to: { stream, create } };
}

/** Another stream than the usual one, and whether it may be made. */
export function TargetField({ label, usual, value, onChange }: TargetFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={`${id}-to`} className="mb-1.5 block text-small font-strong">
        {label} <span className="font-normal text-text-3">optional</span>
      </label>
      <input
        id={`${id}-to`}
        type="text"
        translate="no"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={usual}
        value={value.stream}
        onChange={(event) => {
          onChange({ ...value, stream: event.target.value });
        }}
        className={`${FIELD} name`}
      />
      {value.stream !== '' && (
        <label className="mt-1.5 flex w-fit items-center gap-2 text-small">
          <input
            type="checkbox"
            checked={value.create}
            onChange={(event) => {
              onChange({ ...value, create: event.target.checked });
            }}
            className="size-4 accent-accent-solid"
          />
          Create it when it is not there
        </label>
      )}
    </div>
  );
}
