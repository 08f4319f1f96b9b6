import { useId } from 'react';

interface ArchiveFirstProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether what is removed is kept in a file first. */
export function ArchiveFirst({ checked, onChange }: ArchiveFirstProps) {
  const id = useId();
  return (
    <div>
      <label className="flex min-h-7 cursor-pointer items-center gap-2.5 touch:min-h-11">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={`${id}-says`}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
          className="size-4 accent-accent-solid"
        />
        <span className="font-strong">Archive first</span>
      </label>
      <p id={`${id}-says`} className="pl-[26px] text-small text-text-3">
        {checked
          ? 'Only what was written to the archive and read back is removed. It can be restored from there.'
          : 'Nothing is kept: what is removed cannot be brought back.'}
      </p>
    </div>
  );
}
