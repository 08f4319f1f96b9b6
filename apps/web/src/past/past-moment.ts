// ISO, as the clocks of the pages in UTC; local time would make a link mean something else elsewhere.
const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

/** The moment an address names; undefined where it names none that can be read. */
export function parseMoment(text: string | undefined): number | undefined {
  if (text === undefined || !SHAPE.test(text)) return undefined;
  const at = Date.parse(text);
  // The 30th of February is taken for the 2nd of March, and 24:00 for the day after.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== text.slice(0, 16) ? undefined : at;
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

/** Which pages may have a moment in their address; on others `at` means something else. */
export function holdsMoment(route: string): boolean {
  return SHOWN_THEN.includes(route) || route.startsWith(OBJECT_PAGES);
}

/** Which of them can be shown at it. */
export function canShowThen(route: string): boolean {
  // Rules are those of now, and what happened goes on past any moment.
  return holdsMoment(route) && !/\/(rules|activity)$/.test(route);
}

/** The moment in the address of the page on screen, for the links on it; '' = there is none. */
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
  // What a dialog calls `at` is its own, and it belongs to now.
  const isDialog = 'do' in wanted && wanted.do !== undefined && wanted.do !== '';
  if (heldMoment.text === '' || isDialog || 'at' in wanted) return wanted;
  return { ...wanted, at: heldMoment.text };
}
