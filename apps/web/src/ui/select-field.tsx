import { ChevronDown } from 'lucide-react';

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** "State: any": the browser's own select, dressed as a button. */
export function SelectField<Value extends string>({ label, value, options, onChange }: SelectFieldProps<Value>) {
  return (
    <label className="relative inline-flex h-[30px] items-center rounded-control border border-line bg-raised pl-3 text-small font-strong focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent hover:bg-hover touch:h-11">
      {label}:
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className="h-full cursor-pointer appearance-none bg-transparent pr-7 pl-1 outline-none"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-overlay text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        strokeWidth={1.75}
        className="pointer-events-none absolute right-2 text-text-3"
      />
    </label>
  );
}
