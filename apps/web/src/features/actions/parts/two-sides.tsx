import type { ReactNode } from 'react';

interface TwoSidesProps {
  readonly columns: string;
  readonly fields: ReactNode;
  readonly preview: ReactNode;
  readonly guard: ReactNode;
}

/** What is entered at the left, what it would do at the right, the guard at the lower left; on a phone in this order. */
export function TwoSides({ columns, fields, preview, guard }: TwoSidesProps) {
  return (
    <div className={`grid ${columns} sm:grid-rows-[auto_1fr]`}>
      <div className="flex min-w-0 flex-col gap-4 p-5 max-sm:p-4 sm:pb-4">{fields}</div>
      <div className="flex min-w-0 flex-col gap-4 border-line-subtle bg-panel p-5 max-sm:border-t max-sm:p-4 sm:row-span-2 sm:border-l">
        {preview}
      </div>
      <div className="p-5 max-sm:border-t max-sm:border-line-subtle max-sm:p-4 sm:col-start-1 sm:row-start-2 sm:pt-0">
        {guard}
      </div>
    </div>
  );
}
