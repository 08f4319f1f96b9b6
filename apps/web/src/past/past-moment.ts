// ISO, as the clocks of the pages in UTC; local time would make a link mean something else elsewhere.
const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

/** The moment an address names; undefined where it names none that can be read. */
export function parseMoment(text: string | undefined): number | undefined {
  if (text === undefined || !SHAPE.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** A moment as part of an address: "2026-11-20T14:32:08Z". */
export function momentParam(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

interface PageSearch {
  readonly at?: string | undefined;
  readonly do?: string | undefined;
}

/** The moment a page is to be shown at; a dialog's `at` is something else, and dialogs belong to now. */
export function momentOf(search: PageSearch): number | undefined {
  return search.do === undefined || search.do === '' ? parseMoment(search.at) : undefined;
}

/** What stands where a moment belongs and is none; undefined = nothing does. */
export function notAMoment(search: PageSearch): string | undefined {
  const isPages = search.do === undefined || search.do === '';
  return isPages && search.at !== undefined && search.at !== '' && momentOf(search) === undefined
    ? search.at
    : undefined;
}

const SHOWN_THEN = ['/c/$conn/', '/c/$conn/streams', '/c/$conn/groups'];
const OBJECT_PAGES = '/c/$conn/s/$stream';

/** Which pages can be shown at a moment; on others `at` means something else. */
export function canShowThen(route: string): boolean {
  // Rules are those of now, and what happened goes on past any moment.
  return SHOWN_THEN.includes(route) || (route.startsWith(OBJECT_PAGES) && !/\/(rules|activity)$/.test(route));
}

/** The `at` of the page on screen while it shows the past, for the links on it; '' while it shows now. */
export const heldMoment = { text: '' };

/** For routes that can be shown at a moment: a link on a page of the past leads to the past, unless it says otherwise. */
export function keepMoment<Search extends object>({
  search,
  next,
}: {
  readonly search: Search;
  readonly next: (search: Search) => Search;
}): Search {
  const wanted = next(search);
  if (heldMoment.text === '' || 'at' in wanted) return wanted;
  return { ...wanted, at: heldMoment.text };
}
