import { formatCount } from '@weir/domain/metrics/format-figures';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Kbd } from '../../../ui/kbd.tsx';
import { ActionButton } from './action-button.tsx';

interface ChosenBarProps {
  readonly label: string;
  /** Null = all that match, and how many those are is not known. */
  readonly count: number | null;
  readonly children: ReactNode;
}

/** What can be done with the chosen rows of a list; floats at the bottom. */
export function ChosenBar({ label, count, children }: ChosenBarProps) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-4 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-panel border border-line bg-overlay px-3 py-2 shadow-float max-sm:bottom-2 max-sm:w-full max-sm:gap-1"
    >
      <span className="px-1 font-semibold max-sm:w-full">
        {count === null ? 'All matching' : formatCount(count, 'full')} selected
      </span>
      {children}
    </section>
  );
}

interface ChosenActionProps extends Pick<ComponentProps<typeof ActionButton>, 'word' | 'pageKey' | 'look' | 'onOpen'> {
  readonly icon: LucideIcon;
  /** The letter of `pageKey`. */
  readonly letter: string;
  readonly children: string;
}

/** One of the changes in the bar, with its key. */
export function ChosenAction({ icon: Icon, letter, children, ...button }: ChosenActionProps) {
  return (
    <ActionButton needs="operator" size="large" {...button}>
      <Icon aria-hidden size={14} strokeWidth={1.75} className="max-sm:hidden" />
      {children}
      <span className="max-sm:hidden">
        <Kbd>{letter}</Kbd>
      </span>
    </ActionButton>
  );
}
