import { formatCount } from '@weir/domain/metrics/format-figures';
import { ArrowLeftRight, CircleCheck, Repeat, TimerReset } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { CheckLine } from '../../../ui/check-line.tsx';
import { SentenceText } from '../../../ui/sentence.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { CommandsBlock } from '../parts/commands-block.tsx';
import { Note } from '../parts/note.tsx';
import type { PlanView } from '../parts/use-plan.ts';
import { Warnings } from '../parts/warnings.tsx';
import type { ClaimForm } from './claim-form.ts';
import { type ClaimPreview, happenings } from './claim-view.ts';

interface ClaimPreviewPartProps {
  readonly view: PlanView;
  readonly preview: ClaimPreview | undefined;
  readonly form: ClaimForm;
  readonly onWatch: (watch: boolean) => void;
  /** To the entries whose payload is gone. */
  readonly onGone: () => void;
}

const ICONS = [ArrowLeftRight, TimerReset, Repeat] as const;

/** What will happen, what people get wrong, and the same thing in redis-cli. */
export function ClaimPreviewPart({ view, preview, form, onWatch, onGone }: ClaimPreviewPartProps) {
  const { plan } = view;
  return (
    <div aria-busy={!view.current} className="flex flex-col gap-4">
      <section>
        <h3 className="mb-1.5 text-small font-strong">What will happen</h3>
        {plan === undefined || preview === undefined ? (
          view.failure === null && <Waiting />
        ) : (
          <ul className="flex flex-col gap-1.5">
            {plan.refusal === null &&
              happenings(preview, form.deliveries).map((sentence, index) => {
                const Icon = ICONS[index] ?? CircleCheck;
                return (
                  // Always the same sentences in the same order.
                  // oxlint-disable-next-line react/no-array-index-key
                  <li key={index} className="flex gap-2.5">
                    <Icon aria-hidden size={15} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
                    <span className="min-w-0">
                      <SentenceText parts={sentence} />
                    </span>
                  </li>
                );
              })}
            {preview.payloadGone === 0 && plan.refusal === null && (
              <li className="flex gap-2.5">
                <CircleCheck aria-hidden size={15} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
                No payload is missing
              </li>
            )}
          </ul>
        )}
      </section>
      {preview !== undefined && preview.payloadGone > 0 && <Gone count={preview.payloadGone} onGone={onGone} />}
      {plan !== undefined && <Warnings warnings={plan.warnings} />}
      {plan !== undefined && <CommandsBlock commands={plan.commands} />}
      <CheckLine checked={form.watch} onChange={onWatch}>
        Watch these entries for 60 s and report how many get acked
      </CheckLine>
    </div>
  );
}

function Gone({ count, onGone }: { readonly count: number; readonly onGone: () => void }) {
  return (
    <Note tone="warning">
      <p>
        <b className="font-semibold">
          {formatCount(count, 'full')} {count === 1 ? 'has' : 'have'} no payload any more.
        </b>{' '}
        A claim would drop {count === 1 ? 'it' : 'them'} without a word, so {count === 1 ? 'it is' : 'they are'} left
        out.
      </p>
      <Button size="small" className="mt-1.5" onClick={onGone}>
        Acknowledge {count === 1 ? 'it' : 'them'} instead…
      </Button>
    </Note>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2" aria-hidden>
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-4 w-72" />
    </div>
  );
}
