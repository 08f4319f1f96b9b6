/** Which pending entries are chosen: single rows, or all that match the filter of the page. */
export interface PendingChoice {
  readonly ids: ReadonlySet<string>;
  readonly all: boolean;
  /** The row toggled last: where a range begins. */
  readonly last: string | null;
}

export const NO_CHOICE: PendingChoice = { ids: new Set(), all: false, last: null };

/** As many single rows as one change may name. */
const MOST_ROWS = 1_000;

/** The choice with a row put in or taken out; with `range` all rows from the last one toggled on become like it. */
export function toggled(choice: PendingChoice, id: string, range: boolean, page: readonly string[]): PendingChoice {
  // Out of "all that match" it begins anew with the page that is on screen.
  const held = new Set(choice.all ? page : choice.ids);
  const put = !held.has(id);
  for (const each of range ? between(page, choice.last, id) : [id]) {
    if (!put) held.delete(each);
    else if (held.size < MOST_ROWS) held.add(each);
  }
  return { ids: held, all: false, last: id };
}

function between(page: readonly string[], from: string | null, to: string): readonly string[] {
  const a = from === null ? -1 : page.indexOf(from);
  const b = page.indexOf(to);
  return a === -1 || b === -1 ? [to] : page.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function isChosen({ ids, all }: PendingChoice): boolean {
  return all || ids.size > 0;
}
