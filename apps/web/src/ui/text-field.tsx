import type { ReactNode } from 'react';
import { AS_TYPED, Field, FIELD } from './field.tsx';

interface TextFieldProps {
  readonly label: ReactNode;
  readonly aside?: string;
  readonly note?: ReactNode;
  readonly placeholder?: string;
  readonly value: string;
  /** A name or an expression: in the type of things people paste. */
  readonly name?: boolean;
  /** Gets the focus when its dialog opens. */
  readonly first?: boolean;
  /** How wide the input is, where it is not as wide as its place. */
  readonly width?: string;
  /** How the whole stands among its neighbours. */
  readonly className?: string;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function TextField({
  placeholder,
  value,
  name = false,
  first = false,
  width = '',
  onChange,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          {...AS_TYPED}
          translate={name ? 'no' : undefined}
          data-first-field={first ? '' : undefined}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          className={`${FIELD} ${name ? 'name' : ''} ${width}`}
        />
      )}
    </Field>
  );
}
