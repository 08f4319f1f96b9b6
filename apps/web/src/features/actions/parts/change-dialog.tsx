import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ProdMark } from './prod-mark.tsx';

interface ChangeDialogProps {
  readonly conn: string;
  readonly title: ReactNode;
  readonly subtitle: ReactNode;
  readonly wide?: boolean;
  /** Something was typed that closing would lose; Escape then asks. */
  readonly typed: boolean;
  /** ⌘↵ or Ctrl ↵; undefined while something is missing. */
  readonly onConfirm?: (() => void) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot: ReactNode;
}

/** The one frame of everything that changes something: a dialog, on a phone a sheet from the bottom. */
export function ChangeDialog({
  conn,
  title,
  subtitle,
  wide = false,
  typed,
  onConfirm,
  onClose,
  children,
  foot,
}: ChangeDialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  const wish = () => {
    if (typed) setAsking(true);
    else onClose();
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(next) => {
        if (!next) wish();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-canvas/60 transition-opacity duration-200 data-starting-style:opacity-0" />
        <Dialog.Popup
          ref={popup}
          initialFocus={() => firstFocus(popup.current)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat) return;
            event.preventDefault();
            onConfirm?.();
          }}
          className={`fixed top-1/2 left-1/2 z-40 flex max-h-[94dvh] -translate-1/2 flex-col overflow-hidden rounded-dialog border border-line bg-overlay shadow-float outline-none transition-[opacity,translate] duration-200 data-starting-style:opacity-0 max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:w-full max-sm:translate-0 max-sm:rounded-b-none max-sm:rounded-t-sheet max-sm:data-starting-style:translate-y-2 ${wide ? 'w-[min(932px,calc(100vw-24px))]' : 'w-[min(612px,calc(100vw-24px))]'}`}
        >
          <div aria-hidden className="mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-control sm:hidden" />
          <header className="flex shrink-0 items-start gap-3 border-b border-line-subtle px-5 py-4 max-sm:px-4 max-sm:py-3">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-heading break-words">{title}</Dialog.Title>
              <Dialog.Description className="mt-0.5 text-small text-text-2">{subtitle}</Dialog.Description>
            </div>
            <ProdMark conn={conn} />
            <Dialog.Close
              aria-label="Close"
              className="-my-1 flex size-7 shrink-0 items-center justify-center rounded-control text-text-2 hover:bg-hover touch:size-11"
            >
              <X size={15} strokeWidth={1.75} />
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
          <footer className="shrink-0 border-t border-line-subtle px-5 py-3.5 max-sm:px-4 max-sm:pb-[max(14px,env(safe-area-inset-bottom))]">
            {asking ? (
              <div role="alert" className="flex flex-wrap items-center gap-3">
                <p className="min-w-0 flex-1 font-strong">Closing loses what was typed here.</p>
                <Button
                  size="large"
                  ref={(button) => button?.focus()}
                  onClick={() => {
                    setAsking(false);
                  }}
                >
                  Keep it open
                </Button>
                <Button size="large" look="quiet" onClick={onClose}>
                  Close
                </Button>
              </div>
            ) : (
              foot
            )}
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

// On a touch screen a focused field brings up the keyboard, which hides what has to be read first.
function firstFocus(popup: HTMLElement | null): HTMLElement | true {
  if (matchMedia('(pointer: coarse)').matches) return popup ?? true;
  return popup?.querySelector<HTMLElement>('[data-first-field]') ?? true;
}
