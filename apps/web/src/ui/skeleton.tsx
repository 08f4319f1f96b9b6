interface SkeletonProps {
  /** Tailwind size classes, e.g. "h-4 w-24": the real size of what will stand here. */
  readonly className?: string;
}

/** A grey bar in place of a value that is on its way. */
export function Skeleton({ className = 'h-4 w-24' }: SkeletonProps) {
  return <span aria-hidden className={`inline-block animate-skeleton rounded-tag bg-line align-middle ${className}`} />;
}
