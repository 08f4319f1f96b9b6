import { ArchiveX, CheckCheck, Hand } from 'lucide-react';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ActionButton } from '../actions/parts/action-button.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { usePendingChoice } from './pending-choice.ts';
import { isChosen, NO_CHOICE } from './pending-choice-view.ts';

interface BulkBarProps {
  /** How many match in all, where that is known. */
  readonly matching: number | null;
}

/** What can be done with the chosen entries; floats at the bottom. */
export function BulkBar({ matching }: BulkBarProps) {
  const { choice, choose } = usePendingChoice();
  const { open } = useDialogAddress();
  const chosen = isChosen(choice);
  const clear = useRef(() => {});
  useEffect(() => {
    clear.current = () => {
      choose(NO_CHOICE);
    };
  });
  useEffect(() => {
    if (!chosen) return undefined;
    const onKey = (event: KeyboardEvent) => {
      // A dialog, menu or field above the list takes Escape for itself.
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role=dialog], [role=menu]') !== null) return;
      clear.current();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [chosen]);
  if (!chosen) return null;
  const of = choice.all ? undefined : 'selected';
  const count = choice.all ? matching : choice.ids.size;
  return (
    <section
      aria-label="Selected entries"
      className="sticky bottom-4 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 max-sm:gap-1 rounded-panel border border-line bg-overlay px-3 py-2 shadow-float max-sm:bottom-2 max-sm:w-full"
    >
      <span className="px-1 font-semibold max-sm:w-full">
        {count === null ? 'All matching' : formatCount(count, 'full')} selected
      </span>
      <ActionButton
        word="Claim"
        needs="operator"
        look="primary"
        size="large"
        pageKey="claim"
        onOpen={() => {
          open({ do: 'claim', of });
        }}
      >
        <Hand aria-hidden size={14} strokeWidth={1.75} className="max-sm:hidden" />
        Claim to…
        <span className="max-sm:hidden">
          <Kbd>C</Kbd>
        </span>
      </ActionButton>
      <ActionButton
        word="Acknowledge"
        needs="operator"
        look="quiet"
        size="large"
        pageKey="acknowledge"
        onOpen={() => {
          open({ do: 'acknowledge', of });
        }}
      >
        <CheckCheck aria-hidden size={14} strokeWidth={1.75} className="max-sm:hidden" />
        Acknowledge…
        <span className="max-sm:hidden">
          <Kbd>A</Kbd>
        </span>
      </ActionButton>
      <ActionButton
        word="Dead-letter"
        needs="operator"
        look="quiet"
        size="large"
        pageKey="dead-letter"
        onOpen={() => {
          open({ do: 'dead-letter', of });
        }}
      >
        <ArchiveX aria-hidden size={14} strokeWidth={1.75} className="max-sm:hidden" />
        Dead-letter…
        <span className="max-sm:hidden">
          <Kbd>D</Kbd>
        </span>
      </ActionButton>
      <Button
        look="quiet"
        size="large"
        onClick={() => {
          choose(NO_CHOICE);
        }}
      >
        Clear
        <span className="max-sm:hidden">
          <Kbd>Esc</Kbd>
        </span>
      </Button>
    </section>
  );
}
