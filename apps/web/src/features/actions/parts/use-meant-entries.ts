import type { Selection } from '@weir/domain/actions/action-input';
import { filterOf, type PendingFilter } from '../../pending/pending-search.ts';
import { NO_CHOICE } from '../../pending/pending-choice-view.ts';
import { usePendingChoice } from '../../pending/pending-choice.ts';
import { useDialogAddress } from './dialog-address.ts';
import { selectionOfFilter, selectionOfIds } from './selection-view.ts';
import { useSearch } from '@tanstack/react-router';

interface Meant {
  /** Single rows are meant. */
  readonly rows: boolean;
  readonly filter: PendingFilter;
  readonly selectionFor: (minIdleMs: number) => Selection | undefined;
  /** They were acted on: nothing is chosen any more. */
  readonly forget: () => void;
}

/** Which pending entries the open dialog is about: chosen rows, the opened one, or all that match the filter of the page. */
export function useMeantEntries(): Meant {
  const { search } = useDialogAddress();
  const page = useSearch({ from: '/c/$conn/s/$stream/g/$group' });
  const filter = filterOf(page);
  const { choice, choose } = usePendingChoice();
  const opened = search.of === 'opened' ? [page.entry ?? ''] : undefined;
  const rows = search.of === 'selected' || opened !== undefined;
  return {
    rows,
    filter,
    forget: () => {
      choose(NO_CHOICE);
    },
    selectionFor: (minIdleMs) => (rows ? selectionOfIds(opened ?? choice.ids) : selectionOfFilter(filter, minIdleMs)),
  };
}
