import type { Skipped } from '@weir/domain/actions/call';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { skipWords } from './outcome-view.ts';

interface SkippedListProps {
  readonly skipped: readonly Skipped[];
  /** All of them; more than are listed when the list is cut. */
  readonly total: number;
  /** Whose export has all of them; absent while there is only a plan. */
  readonly jobId?: string;
}

/** "Show the 2": entries that were left as they are, each with its reason. */
export function SkippedList({ skipped, total, jobId }: SkippedListProps) {
  if (total === 0) return null;
  return (
    <details>
      <summary className="min-h-7 text-small font-strong text-accent hover:underline touch:min-h-11">
        Show the {formatCount(total, 'full')}
      </summary>
      <ul className="max-h-56 overflow-y-auto rounded-control border border-line-subtle">
        {skipped.map((entry) => (
          <li
            key={entry.id}
            className="flex flex-wrap gap-x-4 border-b border-line-subtle px-3 py-1.5 text-small last:border-b-0"
          >
            <span translate="no" className="name">
              {entry.id}
            </span>
            <span className="min-w-0 text-text-2">{skipWords(entry)}</span>
          </li>
        ))}
      </ul>
      {total > skipped.length && (
        <p className="pt-1 text-small text-text-3">
          The first {formatCount(skipped.length)}.{' '}
          {jobId !== undefined && (
            <a href={`/export/jobs/${jobId}.csv`} download className="text-accent hover:underline">
              All of them as CSV
            </a>
          )}
        </p>
      )}
    </details>
  );
}
