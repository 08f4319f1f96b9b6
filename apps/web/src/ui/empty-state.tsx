import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** Says which emptiness it is, in one sentence. */
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-2 px-4 py-6">
      <p className="max-w-[75ch] text-body font-strong text-text">{title}</p>
      {children !== undefined && <div className="max-w-[75ch] text-body text-text-2">{children}</div>}
      {action}
    </div>
  );
}
