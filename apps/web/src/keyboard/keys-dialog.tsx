import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { changePreferences, usePreferences } from '../app/preferences.ts';
import { Kbd } from '../ui/kbd.tsx';
import { commandKey } from './command-key.ts';
import { keyHelp } from './key-help.ts';

interface KeysDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function KeysDialog({ open, onClose }: KeysDialogProps) {
  const { letterKeys } = usePreferences();
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-canvas/60" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-40 max-h-[90dvh] w-[min(612px,calc(100vw-24px))] -translate-1/2 overflow-y-auto rounded-dialog border border-line bg-overlay p-5 shadow-float outline-none">
          <div className="flex items-center">
            <Dialog.Title className="text-heading">Keys</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="ml-auto flex size-7 items-center justify-center rounded-control text-text-2 hover:bg-hover touch:size-11"
            >
              <X size={15} strokeWidth={1.75} />
            </Dialog.Close>
          </div>
          <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
            {keyHelp({ command: commandKey(), letters: letterKeys, count: countOnPage }).map((section) => (
              <section key={section.title}>
                <h3 className="mb-1 text-small font-strong text-text-3">{section.title}</h3>
                <dl className="flex flex-col gap-1.5">
                  {section.keys.map((entry) => (
                    <div key={entry.does} className="flex items-start gap-3">
                      <dt className="flex w-20 shrink-0 gap-1">
                        {entry.keys.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </dt>
                      <dd className="text-text-2">{entry.does}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <label className="mt-4 flex items-center gap-2 border-t border-line-subtle pt-4">
            <input
              type="checkbox"
              checked={letterKeys}
              onChange={(event) => {
                changePreferences({ letterKeys: event.target.checked });
              }}
              className="size-4 accent-accent-solid"
            />
            Single letters are shortcuts
          </label>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function countOnPage(selector: string): number {
  return document.querySelectorAll(selector).length;
}
