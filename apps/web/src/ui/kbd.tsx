import type { ReactNode } from 'react';

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-tag border border-line bg-raised px-1 text-micro text-text-2">
      {children}
    </kbd>
  );
}
