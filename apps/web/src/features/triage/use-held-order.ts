import type { GroupRow } from '@weir/domain/wire/group-row';
import { useCallback, useEffect, useRef, useState } from 'react';
import { redisClock } from '../../live/redis-clock.ts';
import { type HeldOrder, nextOrder } from './held-order.ts';

interface Holding {
  readonly order: HeldOrder | null;
  readonly sortNow: () => void;
  /** For the element around the list: notes when the pointer or the focus is inside. */
  readonly guard: {
    readonly onPointerEnter: (event: React.PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: React.FocusEvent) => void;
  };
}

export function useHeldOrder(rows: readonly GroupRow[] | null): Holding {
  const [order, setOrder] = useState<HeldOrder | null>(null);
  const inside = useRef({ pointer: false, focus: false });
  const advance = useCallback(
    (forced: boolean) => {
      if (rows === null) return;
      const busy = inside.current.pointer || inside.current.focus;
      setOrder((held) => nextOrder(held, rows, redisClock.now(), { busy, forced }));
    },
    [rows],
  );
  // Rows arrive with the picture; between pictures nothing is ranked anew.
  useEffect(() => {
    advance(false);
  }, [advance]);
  return {
    order,
    sortNow: () => {
      advance(true);
    },
    guard: {
      // A finger that scrolls is not a pointer that aims.
      onPointerEnter: (event) => {
        inside.current.pointer = event.pointerType === 'mouse';
      },
      onPointerLeave: () => {
        inside.current.pointer = false;
      },
      onFocus: () => {
        inside.current.focus = true;
      },
      onBlur: (event) => {
        inside.current.focus = event.currentTarget.contains(event.relatedTarget);
      },
    },
  };
}
