import { useEffect, useRef } from 'react';

/** ⌘↵ or Ctrl ↵ goes on, from anywhere on the page; undefined while something is missing. */
export function useConfirmKey(onConfirm: (() => void) | undefined): void {
  const latest = useRef(onConfirm);
  useEffect(() => {
    latest.current = onConfirm;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat || event.defaultPrevented) return;
      // A dialog on top has a confirming key of its own.
      if (document.querySelector('[role=dialog]') !== null || latest.current === undefined) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}
