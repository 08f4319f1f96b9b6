import { CheckLine } from '../../../ui/check-line.tsx';

interface ArchiveFirstProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether what is removed is kept in a file first. */
export function ArchiveFirst({ checked, onChange }: ArchiveFirstProps) {
  return (
    <CheckLine
      checked={checked}
      onChange={onChange}
      says={
        checked
          ? 'Only what was written to the archive and read back is removed. It can be restored from there.'
          : 'Nothing is kept: what is removed cannot be brought back.'
      }
    >
      Archive first
    </CheckLine>
  );
}
