import type { ComponentProps } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PanelTrouble } from './panel-trouble.tsx';

interface PanelWaitProps {
  readonly tried: string;
  readonly query: ComponentProps<typeof PanelTrouble>['query'] & { readonly isError: boolean };
  /** How many lines are drawn in the place of what is being read, and how high. */
  readonly lines: number;
  readonly line: string;
}

/** What a panel shows as long as it has nothing: that it is being read, or why it cannot be. */
export function PanelWait({ tried, query, lines, line }: PanelWaitProps) {
  if (query.isError) return <PanelTrouble tried={tried} query={query} />;
  return (
    <div className="flex flex-col gap-2 px-4 pb-4 first:pt-4" aria-busy="true">
      {Array.from({ length: lines }, (_, at) => (
        <Skeleton key={at} className={`${line} w-full`} />
      ))}
    </div>
  );
}
