import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';

export interface MoreItem {
  readonly key: string;
  readonly word: ReactNode;
  /** Why it is off; '' = it is on. It still opens, for whoever only wants to see what it would do. */
  readonly lock: string;
  /** Loses something for good. */
  readonly danger?: boolean;
  readonly onChoose: () => void;
}

interface MoreMenuProps {
  /** What it has more of: "More to do with orders". */
  readonly label: string;
  readonly items: readonly MoreItem[];
  /** In a row, where a frame around each would be too much. */
  readonly quiet?: boolean;
}

/** "…": what is done less often. */
export function MoreMenu({ label, items, quiet = false }: MoreMenuProps) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={label}
        data-tip={label}
        className={`inline-flex h-7 w-8 shrink-0 items-center justify-center rounded-control border hover:bg-hover touch:size-11 ${quiet ? 'border-transparent text-text-2' : 'border-line bg-raised text-text'}`}
      >
        <Ellipsis aria-hidden size={15} strokeWidth={1.75} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="z-40">
          <Menu.Popup className="max-h-[70dvh] max-w-[min(320px,calc(100vw-24px))] min-w-48 overflow-y-auto rounded-panel border border-line bg-overlay p-1 shadow-float outline-none">
            {items.map(({ key, word, lock, danger = false, onChoose }) => (
              <Menu.Item
                key={key}
                onClick={onChoose}
                className={`flex min-h-8 cursor-pointer flex-col justify-center rounded-control px-2.5 py-1 outline-none data-highlighted:bg-hover touch:min-h-11 ${danger && lock === '' ? 'text-crit' : ''} ${lock === '' ? '' : 'text-text-2'}`}
              >
                <span>{word}</span>
                {lock !== '' && <span className="text-small text-text-3">{lock}</span>}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
