import { failureOf } from '../../app/trpc.ts';
import { Clock } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';

interface PanelTroubleProps {
  /** What was tried, e.g. "Reading the entries". */
  readonly tried: string;
  readonly query: {
    readonly error: unknown;
    /** Epoch ms of this browser. */
    readonly errorUpdatedAt: number;
    refetch(): unknown;
  };
}

/** One part of a page that has no answer; the rest lives on. */
export function PanelTrouble({ tried, query }: PanelTroubleProps) {
  const { reason, sentence } = failureOf(query.error);
  return (
    <div role="alert" className="flex flex-wrap items-start gap-3 px-4 py-4">
      <StatusGlyph shape="warning" size={16} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="font-strong">
          {tried} did not work at <Clock at={query.errorUpdatedAt} />.
        </p>
        <p className="max-w-[75ch] text-text-2">{sentence}</p>
        <p className="text-small text-text-3">
          Code <span className="name">{reason}</span>
        </p>
      </div>
      <Button
        onClick={() => {
          query.refetch();
        }}
      >
        Try again
      </Button>
    </div>
  );
}
