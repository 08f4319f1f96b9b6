import { useEffect } from 'react';

/** Names the browser's tab: what the page shows, then the product. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Weir' : `${title} · Weir`;
  }, [title]);
}
