import type { Selection } from '@weir/domain/actions/action-input';
import { filterOf, type PendingFilter } from '../../pending/pending-search.ts';
import { NO_CHOICE } from '../../pending/pending-choice-view.ts';
import { usePendingChoice } from '../../pending/pending-choice.ts';
import { useDialogAddress } from './dialog-address.ts';
import { selectionOfFilter, selectionOfIds } from './selection-view.ts';
import { useSearch } from '@tanstack/react-router';

interface Meant {
  /** Single rows were chosen. */
  readonly rows: boolean;
  readonly filter: PendingFilter;
  readonly selectionFor: (minIdleMs: number) => Selection | undefined;
  /** They were acted on: nothing is chosen any more. */
  readonly forget: () => void;
}

/** Which pending entries the open dialog is about: the chosen rows, or all that match the filter of the page. */
export function useMeantEntries(): Meant {
  const { search } = useDialogAddress();
  const filter = filterOf(useSearch({ from: '/c/$conn/s/$stream/g/$group' }));
  const { choice, choose } = usePendingChoice();
  const rows = search.of === 'selected';
  return {
    rows,
    filter,
    forget: () => {
      choose(NO_CHOICE);
    },
    selectionFor: (minIdleMs) => (rows ? selectionOfIds(choice.ids) : selectionOfFilter(filter, minIdleMs)),
  };
}
