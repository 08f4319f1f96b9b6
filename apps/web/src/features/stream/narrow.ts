import { useSyncExternalStore } from 'react';

// The width under which rows become cards and the ruler shows one group; the same as the style sheet's `sm`.
const query = matchMedia('(width < 640px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}

/** True on phones and at a zoom that leaves as little room. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
