import type { ReactNode } from 'react';

/** Plain page without the shell: sign-in, first run, trouble before anything is known. */
export function PlainPage({ children }: { readonly children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} className="flex min-h-dvh items-center justify-center p-5 outline-none">
      <div className="edge w-full max-w-[420px] rounded-dialog border border-line bg-panel p-8 shadow-panel">
        {children}
      </div>
    </main>
  );
}
