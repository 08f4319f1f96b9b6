import { Button } from '../../ui/button.tsx';

interface TailButtonProps {
  readonly on: boolean;
  readonly onToggle: () => void;
}

/** Switches between pages of entries and new ones as they come. */
export function TailButton({ on, onToggle }: TailButtonProps) {
  return (
    <Button
      aria-pressed={on}
      data-tip={on ? 'Back to pages of entries' : 'Show new entries as they come'}
      onClick={onToggle}
      className="aria-pressed:border-accent aria-pressed:tint-accent"
    >
      Tail
    </Button>
  );
}
