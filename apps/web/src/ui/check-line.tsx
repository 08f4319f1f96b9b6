import { type ReactNode, useId } from 'react';

interface CheckLineProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Below, what it means as it is now. */
  readonly says?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Something that is wanted or not: a box to tick, and its words. */
export function CheckLine({ checked, onChange, says, className = '', children }: CheckLineProps) {
  const id = useId();
  return (
    <div className={className}>
      <label className="flex min-h-7 w-fit cursor-pointer items-center gap-2.5 touch:min-h-11">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={says === undefined ? undefined : `${id}-says`}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
          className="size-4 accent-accent-solid"
        />
        <span className={says === undefined ? '' : 'font-strong'}>{children}</span>
      </label>
      {says !== undefined && (
        <p id={`${id}-says`} className="pl-[26px] text-small text-text-3">
          {says}
        </p>
      )}
    </div>
  );
}
