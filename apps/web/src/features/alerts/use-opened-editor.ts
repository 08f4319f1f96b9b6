import { type RefObject, useEffect, useRef } from 'react';

/**
 * The keyboard goes into an editor that opens beside its list, and Escape, where nothing was typed, back to where it came
 * from.
 */
export function useOpenedEditor(typed: boolean, close: () => void): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef({ typed, close });
  useEffect(() => {
    latest.current = { typed, close };
  });
  useEffect(() => {
    const opener = document.activeElement;
    // Whoever comes by an address is left at the top of the page.
    if (opener !== document.body) box.current?.querySelector<HTMLElement>('select:enabled, input:enabled')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || latest.current.typed) return;
      if (document.querySelector('[role=dialog], [role=menu]') !== null) return;
      const { target } = event;
      // A field elsewhere wants the key for itself.
      if (!(target instanceof HTMLElement)) return;
      if (target.matches('input, select, textarea') && box.current?.contains(target) !== true) return;
      latest.current.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return box;
}
