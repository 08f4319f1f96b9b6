import { CheckLine } from '../../../ui/check-line.tsx';
import { TextField } from '../../../ui/text-field.tsx';

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
  return (
    <div>
      <TextField
        label={label}
        aside="optional"
        name
        placeholder={usual}
        value={value.stream}
        onChange={(stream) => {
          onChange({ ...value, stream });
        }}
      />
      {value.stream !== '' && (
        <CheckLine
          className="mt-1.5 text-small"
          checked={value.create}
          onChange={(create) => {
            onChange({ ...value, create });
          }}
        >
          Create it when it is not there
        </CheckLine>
      )}
    </div>
  );
}
