import { useSyncExternalStore } from 'react';

// The same limit as the `sm` breakpoint of styles.css.
const query = () => matchMedia('(width < 640px)');

function subscribe(listener: () => void): () => void {
  const media = query();
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
}

/** True in the phone layout and at a zoom that leaves as little room: rows become cards, the ruler shows one group. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
