import { useState } from 'react';
import { redisClock } from '../live/redis-clock.ts';

interface Held {
  readonly keys: readonly number[];
  readonly at: number;
  readonly question: string;
}

const HOLD_MS = 10_000;

/**
 * Filtered and sorted rows that keep their places: `order` is asked again when the `question` (filter, sort) changes,
 * when rows come or go, and otherwise at most every 10 s and not while the pointer is in the list.
 */
export function useHeldSort<Row extends { readonly key: number }>(
  rows: readonly Row[],
  question: string,
  order: (rows: readonly Row[]) => readonly Row[],
) {
  const [inside, setInside] = useState(false);
  const [held, setHeld] = useState<Held & { readonly of: readonly Row[] }>();
  let shown = held;
  if (
    held === undefined ||
    held.question !== question ||
    (held.of !== rows && isDue(held, rows.length !== held.of.length, inside))
  ) {
    shown = { keys: order(rows).map((row) => row.key), at: redisClock.now(), question, of: rows };
    setHeld(shown);
  }
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return {
    rows: (shown?.keys ?? []).map((key) => byKey.get(key)).filter((row) => row !== undefined),
    guard: {
      onPointerEnter: (event: React.PointerEvent) => {
        setInside(event.pointerType === 'mouse');
      },
      onPointerLeave: () => {
        setInside(false);
      },
    },
  };
}

function isDue(held: Held, cameOrWent: boolean, inside: boolean): boolean {
  return !inside && (cameOrWent || redisClock.now() - held.at >= HOLD_MS);
}
