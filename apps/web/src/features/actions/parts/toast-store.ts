import { useSyncExternalStore } from 'react';
import type { GlyphShape } from '../../../ui/status-glyph.tsx';

export interface Toast {
  readonly jobId: string;
  readonly conn: string;
  readonly shape: GlyphShape;
  readonly title: string;
  /** It can be taken back. */
  readonly undo: boolean;
}

let shown: Toast | null = null;
const listeners = new Set<() => void>();

/** Says what came of a change once its dialog is closed; a newer one takes the place of the last. */
export function showToast(toast: Toast | null): void {
  shown = toast;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useToast(): Toast | null {
  return useSyncExternalStore(subscribe, () => shown);
}
