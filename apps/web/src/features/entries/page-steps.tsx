import { Button } from '../../ui/button.tsx';

interface PageStepsProps {
  readonly page: { readonly items: readonly unknown[]; readonly nextCursor: string | null };
  /** "Back to the newest"; absent on the first page. */
  readonly back?: string | undefined;
  /** Absent where nothing is filtered. */
  readonly onClear?: (() => void) | undefined;
  readonly go: (next: { page: string | undefined; entry: undefined }) => void;
}

/** The ways on from a page of a list that is read bit by bit: one may be empty and not be the end. */
export function PageSteps({ page: { items, nextCursor }, back, onClear, go }: PageStepsProps) {
  const none = items.length === 0;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {back !== undefined && (
        <Button
          onClick={() => {
            go({ page: undefined, entry: undefined });
          }}
        >
          {back}
        </Button>
      )}
      {nextCursor !== null && (
        <Button
          onClick={() => {
            go({ page: nextCursor, entry: undefined });
          }}
        >
          {none ? 'Look further' : 'Next page'}
        </Button>
      )}
      {none && onClear !== undefined && <Button onClick={onClear}>Clear filter</Button>}
    </div>
  );
}
