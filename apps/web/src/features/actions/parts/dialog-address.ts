import { useRouter, useSearch } from '@tanstack/react-router';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/**
 * What the address says of an open dialog: `do` which one, `set` the plan on the server, `job` the job whose result is
 * shown, `of=selected` that the chosen rows are meant, `of=opened` the opened one, `payload=gone` only entries without payload, `keep` the rule of a trim,
 * `at` where a position is moved to, a new group begins or entries go, `name` of what is made or removed.
 */
export const dialogSearch = z.object({
  do: text,
  set: text,
  job: text,
  of: text,
  payload: text,
  keep: text,
  at: text,
  name: text,
});
export type DialogSearch = z.infer<typeof dialogSearch>;

const NONE: DialogSearch = {
  do: undefined,
  set: undefined,
  job: undefined,
  of: undefined,
  payload: undefined,
  keep: undefined,
  at: undefined,
  name: undefined,
};

/** The dialog in the address, and the ways to change it without leaving the page. */
export function useDialogAddress() {
  const router = useRouter();
  // Pages that have no dialogs give none of these.
  const search: DialogSearch = dialogSearch.parse(useSearch({ strict: false }));
  const change = (next: DialogSearch, replace: boolean) => {
    void router.navigate({
      to: '.',
      search: (held: Record<string, unknown>) => ({ ...held, ...next }),
      replace,
      resetScroll: false,
    });
  };
  return {
    search,
    /** Opens a dialog on top of the page; Back closes it. */
    open: (next: DialogSearch) => {
      change({ ...NONE, ...next }, false);
    },
    /** Changes what the address says of the open dialog. */
    note: (next: DialogSearch) => {
      change(next, true);
    },
    /** Another dialog takes the place of the open one. */
    swap: (next: DialogSearch) => {
      change({ ...NONE, ...next }, true);
    },
    close: () => {
      change(NONE, true);
    },
  };
}
