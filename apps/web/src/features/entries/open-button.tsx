import { ChevronDown, ChevronRight } from 'lucide-react';

interface OpenButtonProps {
  readonly id: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Opens and closes the row; the keys J, K and Enter work on it. */
export function OpenButton({ id, open, onToggle }: OpenButtonProps) {
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      data-row-link=""
      aria-expanded={open}
      aria-label={`Entry ${id}`}
      onClick={onToggle}
      className="mr-1 inline-flex size-6 items-center justify-center rounded-tag align-middle text-text-3 hover:text-text touch:size-11"
    >
      <Arrow size={14} strokeWidth={1.75} />
    </button>
  );
}
