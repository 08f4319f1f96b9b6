import { useState } from 'react';
import { TextField } from '../../../ui/text-field.tsx';

interface NewNameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** The name of something that is going to be made. */
export function NewNameField({ value, onChange }: NewNameFieldProps) {
  // What is typed half, such as a single backslash, has to stay as it was typed.
  const [typed, setTyped] = useState(value);
  return (
    <TextField
      label="Name"
      name
      first
      value={typed}
      onChange={(name) => {
        setTyped(name);
        onChange(name);
      }}
    />
  );
}
