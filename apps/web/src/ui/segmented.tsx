import { useId } from 'react';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  /** '' = none of them. */
  readonly value: Value | '';
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few. Radios underneath, so arrow keys work. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-control border border-line bg-raised p-px">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="inline-flex h-6 cursor-pointer items-center rounded-[5px] border border-transparent px-2.5 text-small text-text-2 has-checked:border-control has-checked:bg-hover has-checked:font-strong has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent touch:h-11"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
