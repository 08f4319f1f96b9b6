import { Button } from './button.tsx';

interface OlderRowsProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    fetchNextPage(): unknown;
  };
  /** "Older records" */
  readonly children: string;
}

/** Below a list that goes back in time: the way further back, or that there is none. */
export function OlderRows({ query, children }: OlderRowsProps) {
  return (
    <div className="px-4 py-3 text-small text-text-3">
      {query.hasNextPage ? (
        <Button
          disabled={query.isFetchingNextPage}
          onClick={() => {
            query.fetchNextPage();
          }}
        >
          {children}
        </Button>
      ) : (
        'The list ends here.'
      )}
    </div>
  );
}
