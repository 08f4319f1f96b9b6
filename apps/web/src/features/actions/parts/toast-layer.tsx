import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ButtonLink, IconButton } from '../../../ui/button.tsx';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';
import { showToast, useToast } from './toast-store.ts';

const SHOWN_MS = 8_000;

/** Where closed results go; stays while it is hovered or focused. */
export function ToastLayer() {
  const toast = useToast();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (toast === null || held) return undefined;
    const timer = setTimeout(() => {
      showToast(null);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [toast, held]);
  return (
    <output
      aria-label="Result of the last change"
      className="pointer-events-none fixed right-4 bottom-4 z-30 max-sm:inset-x-3 max-sm:bottom-20"
    >
      {toast !== null && (
        // Holding the pointer or the focus over it keeps it there; nothing is pressed by that.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          onPointerEnter={() => {
            setHeld(true);
          }}
          onPointerLeave={() => {
            setHeld(false);
          }}
          onFocus={() => {
            setHeld(true);
          }}
          onBlur={() => {
            setHeld(false);
          }}
          className="pointer-events-auto flex max-w-[420px] items-center gap-3 rounded-panel border border-line bg-overlay py-2 pr-2 pl-3.5 shadow-float max-sm:max-w-none"
        >
          <StatusGlyph shape={toast.shape} size={16} />
          <span className="min-w-0 flex-1">{toast.title}</span>
          {toast.undo && (
            <ButtonLink
              look="quiet"
              size="small"
              to="/c/$conn/jobs/$job"
              params={{ conn: toast.conn, job: toast.jobId }}
              search={{ do: 'undo', job: toast.jobId }}
              onClick={() => {
                showToast(null);
              }}
            >
              Undo…
            </ButtonLink>
          )}
          <ButtonLink
            look="quiet"
            size="small"
            to="/c/$conn/jobs/$job"
            params={{ conn: toast.conn, job: toast.jobId }}
            onClick={() => {
              showToast(null);
            }}
          >
            View
          </ButtonLink>
          <IconButton
            label="Close"
            onClick={() => {
              showToast(null);
            }}
          >
            <X size={14} strokeWidth={1.75} />
          </IconButton>
        </div>
      )}
    </output>
  );
}
