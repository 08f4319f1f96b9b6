import { formatCount } from '@weir/domain/metrics/format-figures';
import { Button } from '../../ui/button.tsx';
import { usePendingChoice } from './pending-choice.ts';
import { isChosen, NO_CHOICE } from './pending-choice-view.ts';

interface SelectionBarProps {
  /** Ids of the rows on this page, in their order. */
  readonly page: readonly string[];
  /** How many match in all, where that is known. */
  readonly matching: number | null;
}

/** What is chosen of the list, and the step from this page to all that match. */
export function SelectionBar({ page, matching }: SelectionBarProps) {
  const { choice, choose } = usePendingChoice();
  const onPage = choice.all || (page.length > 0 && page.every((id) => choice.ids.has(id)));
  const selectPage = () => {
    choose({ ids: new Set([...choice.ids, ...page].slice(-1_000)), all: false, last: null });
  };
  const all = matching === null ? 'all that match' : `all ${formatCount(matching, 'full')} that match`;
  return (
    <div
      className={`flex min-h-9 flex-wrap items-center gap-x-2.5 border-b border-line-subtle py-1 pr-4 pl-2 text-small ${isChosen(choice) ? 'tint-select' : ''}`}
    >
      <label className="inline-flex size-6 cursor-pointer items-center justify-center touch:size-11">
        <input
          type="checkbox"
          aria-label="Select this page"
          checked={onPage}
          onChange={() => {
            if (onPage) choose(NO_CHOICE);
            else selectPage();
          }}
          className="size-4 accent-accent-solid"
        />
      </label>
      <output className="min-w-0 text-text-2">
        {choice.all ? (
          <>
            <b className="font-semibold text-text">
              {matching === null
                ? 'All matching entries are selected.'
                : `All ${formatCount(matching, 'full')} matching entries are selected.`}
            </b>{' '}
            The set is fixed when a dialog opens.
          </>
        ) : choice.ids.size === 0 ? (
          'Nothing selected'
        ) : (
          <b className="font-semibold text-text">{formatCount(choice.ids.size, 'full')} selected</b>
        )}
      </output>
      {page.length > 0 && (
        <Button
          look="quiet"
          size="small"
          data-page-select-all=""
          className="ml-auto"
          onClick={() => {
            if (choice.all) choose({ ids: new Set(page), all: false, last: null });
            else choose({ ...NO_CHOICE, all: true });
          }}
        >
          {choice.all ? `Select only this page (${formatCount(page.length)})` : `Select ${all}`}
        </Button>
      )}
    </div>
  );
}
