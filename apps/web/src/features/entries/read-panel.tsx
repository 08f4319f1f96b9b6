import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureOf } from '../../app/trpc.ts';
import { Clock } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { EntryRowsSkeleton } from './entry-rows-skeleton.tsx';

interface ReadPanelProps<Answer> {
  readonly query: UseQueryResult<Answer, unknown>;
  /** What is tried, e.g. "Reading the entries". */
  readonly tried: string;
  /** At the left of the button that reads again. */
  readonly tools: ReactNode;
  readonly children: (answer: Answer) => ReactNode;
}

/** A list read from Redis on demand. What was read stays while it is read again, and when that does not work. */
export function ReadPanel<Answer>({ query, tried, tools, children }: ReadPanelProps<Answer>) {
  const { data, isFetching, isError, error, errorUpdatedAt, dataUpdatedAt } = query;
  const again = () => {
    void query.refetch();
  };
  return (
    <Panel flush>
      <div className="flex flex-wrap items-start gap-3 px-4 py-3">
        {tools}
        <Button onClick={again} aria-busy={isFetching} className="min-w-24">
          {isFetching ? 'Reading…' : 'Read again'}
        </Button>
      </div>
      {data !== undefined && isError && (
        <p role="alert" className="tint-warn px-4 py-1.5 text-small text-text-2">
          {tried} again did not work at <Clock at={errorUpdatedAt} />. {failureOf(error).sentence} What is shown was
          read at <Clock at={dataUpdatedAt} />.
        </p>
      )}
      {data !== undefined ? (
        children(data)
      ) : isError ? (
        <PanelTrouble tried={tried} query={query} />
      ) : (
        <EntryRowsSkeleton rows={12} />
      )}
    </Panel>
  );
}
