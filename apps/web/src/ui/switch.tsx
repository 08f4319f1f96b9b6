interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  /** Why it is off for this visitor; '' = it is not. */
  readonly locked?: string;
  /** What went wrong at the last try; '' = nothing. */
  readonly trouble?: string;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, checked, locked = '', trouble = '', onChange }: SwitchProps) {
  const why = locked === '' ? trouble : locked;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={why === '' ? label : `${label}. ${why}`}
      disabled={locked !== ''}
      {...(why === '' ? {} : { 'data-tip': why })}
      onClick={() => {
        onChange(!checked);
      }}
      className={`inline-flex h-6 w-[30px] items-center disabled:cursor-not-allowed touch:h-11 touch:w-11 ${trouble === '' ? '' : 'rounded-control outline-2 outline-crit-g'}`}
    >
      <span
        aria-hidden
        className={`relative h-[18px] w-[30px] rounded-full border ${locked === '' ? '' : 'border-dashed'} ${checked ? 'border-accent-solid bg-accent-solid' : 'border-control bg-raised'}`}
      >
        <span
          className={`absolute top-px size-3.5 rounded-full transition-[left] duration-[120ms] ${checked ? 'left-[13px] bg-white' : 'left-px bg-text-3'}`}
        />
      </span>
    </button>
  );
}
