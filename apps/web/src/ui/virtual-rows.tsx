import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { asRowGroup } from './table-roles.ts';

interface VirtualRowsProps {
  readonly count: number;
  readonly rowPx: number;
  readonly keyOf: (index: number) => string | number;
  readonly children: (index: number) => ReactNode;
  /** Which rows are on screen or close to it; `last` included. */
  readonly onWindow?: (first: number, last: number) => void;
}

const OVERSCAN = 8;

/** Rows of one height that scroll with the page's main part; only those near the window are in the document. */
export function VirtualRows({ count, rowPx, keyOf, children, onWindow }: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  // No compiler memoizes this component, so functions that change nothing visible do no harm.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count,
    estimateSize: () => rowPx,
    getItemKey: keyOf,
    getScrollElement: scroller,
    overscan: OVERSCAN,
    scrollMargin: above,
  });
  // What stands above the list grows and shrinks with every picture; the list does not, so one correction ends it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    const list = box.current;
    const main = scroller();
    if (list === null || main === null) return;
    const top = list.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop;
    if (Math.abs(top - above) > 1) setAbove(top);
  });
  useEffect(() => {
    rows.measure();
  }, [rows, rowPx]);
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    onWindow?.(first, last);
  }, [onWindow, first, last]);
  return (
    <div ref={box} {...asRowGroup} className="relative" style={{ height: rows.getTotalSize() }}>
      {shown.map((item) => (
        <div
          key={item.key}
          role="presentation"
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${item.start - above}px)`, height: rowPx }}
        >
          {children(item.index)}
        </div>
      ))}
    </div>
  );
}

function scroller(): HTMLElement | null {
  return document.getElementById('content');
}
