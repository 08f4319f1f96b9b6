import { useEffect, useRef, useState } from 'react';

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
}

/**
 * The one tooltip of the page: shows the `data-tip` of whatever is hovered, focused or tapped. One layer instead of one
 * component per cell keeps tables of thousands of rows cheap. What it says must also be in reach of screen readers.
 */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const showFor = (target: EventTarget | null, delayMs: number) => {
      clearTimeout(timer);
      if (!(target instanceof Element)) return;
      // The pointer may move onto the tip to select its text.
      if (layer.current?.contains(target)) return;
      const owner = target.closest('[data-tip]');
      timer = setTimeout(
        () => {
          setShown(owner === null ? null : place(owner));
        },
        owner === null ? 80 : delayMs,
      );
    };
    const onPointer = (event: PointerEvent) => {
      showFor(event.target, event.pointerType === 'touch' ? 0 : 350);
    };
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) showFor(event.target, 0);
    };
    const hide = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  if (shown === null) return null;
  return (
    <div
      ref={layer}
      role="tooltip"
      style={{ left: shown.left, top: shown.top, transform: `translate(-50%, ${shown.above ? '-100%' : '0'})` }}
      className="fixed z-50 w-max max-w-80 rounded-control border border-line bg-overlay px-2.5 py-1.5 text-small whitespace-pre-line text-text shadow-float"
    >
      {shown.text}
    </div>
  );
}

function place(owner: Element): Shown | null {
  const text = owner.getAttribute('data-tip');
  const box = owner.getBoundingClientRect();
  if (!text || (box.width === 0 && box.height === 0)) return null;
  // Says a word that is left out only while its owner is shrunk to an icon.
  if (owner.hasAttribute('data-tip-small') && box.width > 80) return null;
  const above = box.top > 80;
  const margin = Math.min(170, innerWidth / 2);
  const left = Math.min(Math.max(box.left + box.width / 2, margin), innerWidth - margin);
  return { text, left, top: above ? box.top - 4 : box.bottom + 4, above };
}
