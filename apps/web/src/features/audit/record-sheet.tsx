import { Dialog } from '@base-ui/react/dialog';
import { RecordPanel } from './record-panel.tsx';

interface RecordSheetProps {
  readonly conn: string;
  readonly auditId: string;
  readonly onClose: () => void;
}

/** The record on a phone: a sheet from the bottom. */
export function RecordSheet({ conn, auditId, onClose }: RecordSheetProps) {
  return (
    <Dialog.Root
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-canvas/60" />
        <Dialog.Popup
          aria-label="Audit record"
          className="fixed inset-x-0 bottom-0 z-40 max-h-[90dvh] overflow-y-auto overscroll-contain rounded-t-sheet border border-line bg-overlay shadow-float outline-none"
        >
          <RecordPanel key={auditId} conn={conn} auditId={auditId} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
