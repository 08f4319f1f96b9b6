import { RotateCw } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { CommandsBlock } from '../actions/parts/commands-block.tsx';
import { FixedWords } from '../actions/parts/fixed-words.tsx';
import { RefusedNote } from '../actions/parts/refused-note.tsx';
import type { ApplyState } from '../actions/parts/use-apply.ts';
import type { PlanView } from '../actions/parts/use-plan.ts';
import { Warnings } from '../actions/parts/warnings.tsx';
import { factsOf, previewOf, statementOf, type DryRunFact } from './dry-run-view.ts';
import { DEFAULT_RATE, type ReplayDraft } from './replay-draft.ts';
import { ReplayHistogram } from './replay-histogram.tsx';
import { SampleTable } from './sample-table.tsx';

interface DryRunPanelProps {
  readonly draft: ReplayDraft;
  readonly view: PlanView;
  readonly apply: ApplyState;
  /** Why there is nothing to count yet; '' = there is. */
  readonly missing: string;
  readonly onAgain: (again: boolean) => void;
}

/** What the replay would do, counted on the server. Nothing is written. */
export function DryRunPanel({ draft, view, apply, missing, onAgain }: DryRunPanelProps) {
  const { plan, counting } = view;
  const preview = plan === undefined ? null : previewOf(plan);
  const shown = missing === '' && plan !== undefined && preview !== null;
  return (
    <Panel
      className="flex min-w-0 flex-col gap-4"
      title={
        <span className="inline-flex items-center gap-2">
          Dry run <Badge shape="note">nothing written</Badge>
        </span>
      }
      aside={
        <Button look="quiet" size="small" disabled={missing !== '' || counting !== null} onClick={view.again}>
          <RotateCw aria-hidden size={13} strokeWidth={1.75} />
          Run again
        </Button>
      }
    >
      {missing !== '' && <p className="text-text-2">{missing}</p>}
      {missing === '' && !shown && view.failure === null && (
        <div className="flex flex-col gap-3" aria-busy="true">
          <Skeleton className="h-6 w-3/4" />
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-24 w-full" />
        </div>
      )}
      {shown && (
        <>
          <p className={`text-statement ${view.current ? '' : 'text-text-3'}`}>
            {statementOf(plan, draft.rate ?? DEFAULT_RATE)}
          </p>
          <ReplayHistogram preview={preview} filtered={draft.conditions.length > 0} />
          <Facts facts={factsOf(plan)} />
          <SampleTable preview={preview} originField={draft.originField} />
          {plan.groups.length > 0 && (
            <ul aria-label="What it means for each group" className="flex flex-col gap-1 text-text-2">
              {plan.groups.map(({ group, sentence }) => (
                <li key={group} className="break-words">
                  <SentenceText parts={sentence} />
                </li>
              ))}
            </ul>
          )}
          <Warnings warnings={plan.warnings} />
        </>
      )}
      {missing === '' && (
        <RefusedNote plan={view} apply={apply}>
          {(plan?.doneBefore === true || draft.again) && (
            <label className="mt-2 flex min-h-6 cursor-pointer items-center gap-2">
              <input
                type="checkbox"
                checked={draft.again}
                onChange={(event) => {
                  onAgain(event.target.checked);
                }}
                className="size-4 accent-accent-solid"
              />
              Copy again what was copied before
            </label>
          )}
        </RefusedNote>
      )}
      {shown && <CommandsBlock commands={plan.commands} />}
      {missing === '' && (
        <div className="text-small text-text-3">
          <FixedWords view={view} skips="Entries added later are not part of it." />
        </div>
      )}
    </Panel>
  );
}

function Facts({ facts }: { readonly facts: readonly DryRunFact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="-mx-4 grid grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] border-y border-line-subtle">
      {facts.map(({ label, before, value, because }) => (
        <div key={label} className="px-4 py-2.5">
          <dt className="text-small text-text-2">{label}</dt>
          <dd className="font-semibold">
            {before !== '' && <span className="font-normal text-text-3">{before} → </span>}
            {because === undefined ? value : <UnknownTag because={because} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
