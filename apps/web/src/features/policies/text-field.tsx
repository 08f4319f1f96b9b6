import { type ReactNode, useId } from 'react';
import { FIELD } from '../actions/parts/guard-fields.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly says?: ReactNode;
  readonly placeholder: string;
  readonly value: string;
  /** A name or an expression: in the type of things people paste. */
  readonly name?: boolean;
  readonly short?: boolean;
  readonly onChange: (value: string) => void;
}

/** One line of text with its name above it and what it means below. */
export function TextField({ label, says, placeholder, value, name = false, short = false, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-strong">
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        {...(name ? { translate: 'no' as const } : {})}
        {...(says === undefined ? {} : { 'aria-describedby': `${id}-says` })}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        className={`${FIELD} ${name ? 'name' : ''} ${short ? 'max-w-32' : ''}`}
      />
      {says !== undefined && (
        <p id={`${id}-says`} className="mt-1 text-small text-text-3">
          {says}
        </p>
      )}
    </div>
  );
}
