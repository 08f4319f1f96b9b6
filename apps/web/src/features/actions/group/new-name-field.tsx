import { useId, useState } from 'react';
import { FIELD } from '../parts/guard-fields.tsx';

interface NewNameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** The name of something that is going to be made. */
export function NewNameField({ value, onChange }: NewNameFieldProps) {
  const id = useId();
  // What is typed half, such as a single backslash, has to stay as it was typed.
  const [typed, setTyped] = useState(value);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-strong">
        Name
      </label>
      <input
        id={id}
        type="text"
        data-first-field=""
        translate="no"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        className={`${FIELD} name`}
      />
    </div>
  );
}
