import { Skeleton } from '../../ui/skeleton.tsx';

/** Rows of an entry or pending table that are on their way. */
export function EntryRowsSkeleton({ rows }: { readonly rows: number }) {
  return (
    <div aria-busy="true" className="pb-2">
      {Array.from({ length: rows }, (_, index) => (
        // Bars have no identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex h-9 items-center gap-6 border-t border-line-subtle px-4">
          <Skeleton className="h-3.5 w-36" />
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="hidden h-3.5 flex-1 sm:block" />
          <Skeleton className="h-3.5 w-12" />
        </div>
      ))}
    </div>
  );
}
