import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';

interface StepFrameProps {
  readonly number: number;
  readonly title: string;
  readonly state: 'done' | 'open' | 'ahead';
  /** What was chosen, while it is not open. */
  readonly summary: ReactNode;
  readonly onEdit: () => void;
  readonly children: ReactNode;
}

/** One numbered part of the form; what is not being edited is folded to its summary. */
export function StepFrame({ number, title, state, summary, onEdit, children }: StepFrameProps) {
  return (
    <section
      aria-current={state === 'open' ? 'step' : undefined}
      className="flex gap-3 border-b border-line-subtle px-4 py-4"
    >
      <span
        aria-hidden
        className={`flex size-6 shrink-0 items-center justify-center rounded-full border text-small font-semibold ${
          state === 'open'
            ? 'border-transparent bg-text text-canvas'
            : state === 'done'
              ? 'border-ok-g text-ok'
              : 'border-control text-text-2'
        }`}
      >
        {state === 'done' ? <Check size={13} strokeWidth={2} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-2">
          <h2 className={state === 'ahead' ? 'text-text-2' : 'font-semibold'}>{title}</h2>
          {state !== 'open' && (
            <Button look="quiet" size="small" className="ml-auto" onClick={onEdit} aria-label={`Edit ${title}`}>
              Edit
            </Button>
          )}
        </div>
        {state === 'open' ? (
          <div className="flex flex-col gap-4 pt-3">{children}</div>
        ) : (
          <div className="break-words text-text-2">{summary}</div>
        )}
      </div>
    </section>
  );
}
