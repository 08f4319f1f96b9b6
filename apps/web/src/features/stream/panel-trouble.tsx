import { failureOf } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { Clock } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';

interface PanelTroubleProps {
  /** What was tried, e.g. "Reading the entries". */
  readonly tried: string;
  readonly error: unknown;
  /** When it was tried: epoch ms of this browser. */
  readonly at: number;
  readonly onRetry: () => void;
}

/** One part of a page that has no answer; the rest lives on. */
export function PanelTrouble({ tried, error, at, onRetry }: PanelTroubleProps) {
  const { reason, sentence } = failureOf(error);
  return (
    <div role="alert" className="flex flex-wrap items-start gap-3 px-4 py-4">
      <StatusGlyph shape="warning" size={16} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="font-strong">
          {tried} did not work at <Clock at={at} />.
        </p>
        <p className="max-w-[75ch] text-text-2">{sentence}</p>
        <p className="text-small text-text-3">
          Code <span className="name">{reason}</span>
        </p>
      </div>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
