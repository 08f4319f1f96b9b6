import { useSyncExternalStore } from 'react';

// The same limit as the `sm` breakpoint of styles.css.
const query = () => matchMedia('(width < 640px)');

/** True in the phone layout, where rows become cards. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = query();
      media.addEventListener('change', listener);
      return () => {
        media.removeEventListener('change', listener);
      };
    },
    () => query().matches,
  );
}
