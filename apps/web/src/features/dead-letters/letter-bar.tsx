import { formatCount } from '@weir/domain/metrics/format-figures';
import { RotateCcw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ActionButton } from '../actions/parts/action-button.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';

interface LetterBarProps {
  /** Null = all that match. */
  readonly count: number | null;
  readonly onClear: () => void;
}

/** What can be done with the chosen dead letters; floats at the bottom. */
export function LetterBar({ count, onClear }: LetterBarProps) {
  const { open } = useDialogAddress();
  return (
    <section
      aria-label="Selected dead letters"
      className="sticky bottom-4 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-panel border border-line bg-overlay px-3 py-2 shadow-float max-sm:bottom-2 max-sm:w-full max-sm:gap-1"
    >
      <span className="px-1 font-semibold max-sm:w-full">
        {count === null ? 'All matching' : formatCount(count, 'full')} selected
      </span>
      <ActionButton
        word="Redrive"
        needs="operator"
        look="primary"
        size="large"
        pageKey="redrive"
        onOpen={() => {
          open({ do: 'redrive' });
        }}
      >
        <RotateCcw aria-hidden size={14} strokeWidth={1.75} className="max-sm:hidden" />
        Redrive…
        <span className="max-sm:hidden">
          <Kbd>B</Kbd>
        </span>
      </ActionButton>
      <Button look="quiet" size="large" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
