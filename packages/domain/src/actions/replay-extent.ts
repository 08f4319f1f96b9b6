import { known, unknown, type Known } from '../known/known.ts';
import { compareEntryIds, millisOf, parseEntryId, type EntryId } from '../entries/entry-id.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { Survey } from './look.ts';
import { MOST_LOOKED_AT, type ReplayGround } from './replay-range.ts';

/** How much a replay is about. */
export interface ReplayExtent {
  readonly affects: { readonly count: number; readonly exact: boolean };
  readonly inRange: Known<number>;
  readonly bytes: Known<number>;
  readonly histogram: Survey['histogram'];
  readonly sample: Survey['sample'];
}

// So many are read with their payload to show some and weigh them; what is beyond is counted where it lies.
const READ_FOR_SHOW = 5_000;
const SLICES = 60;

/** Looks through the range as far as it has to: with a filter at every entry, else at the beginning alone. */
export async function replayExtent(ground: ReplayGround, filter: EntryFilter | null): Promise<ReplayExtent> {
  const { look, facts, range, freezer } = ground;
  const atMost = filter === null ? READ_FOR_SHOW : MOST_LOOKED_AT;
  const walk = { signal: freezer.signal, atMost, progress: (looked: number) => freezer.progress(looked) };
  const survey = await look.survey(facts.stream, range, filter, walk);
  const { histogram, sample } = survey;
  if (survey.complete || filter !== null) {
    const more = unknown(`more than ${survey.entries.toLocaleString('en-US')} entries are not looked through`);
    return {
      affects: { count: survey.matching, exact: survey.complete },
      inRange: survey.complete ? known(survey.entries) : more,
      bytes: survey.complete ? known(survey.bytes) : more,
      histogram,
      sample,
    };
  }
  const counted = await countInSlices(ground);
  return {
    affects: { count: counted.entries, exact: counted.complete },
    inRange: counted.complete ? known(counted.entries) : unknown('there are too many to count'),
    bytes: unknown(`only the first ${survey.entries.toLocaleString('en-US')} entries were weighed`),
    histogram: counted.histogram,
    sample,
  };
}

async function countInSlices(
  ground: ReplayGround,
): Promise<{ readonly entries: number; readonly complete: boolean; readonly histogram: Survey['histogram'] }> {
  const { look, facts, range, freezer } = ground;
  const histogram: { from: number; all: number; matching: number }[] = [];
  let entries = 0;
  let after = range.after;
  for (const { from, until } of slicesOf(ground)) {
    const counted = entries;
    const progress = (looked: number): void => freezer.progress(counted + looked);
    const walk = { signal: freezer.signal, atMost: MOST_LOOKED_AT - entries, progress };
    const slice = await look.count(facts.stream, { after, until }, walk);
    entries += slice.entries;
    histogram.push({ from, all: slice.entries, matching: slice.entries });
    if (!slice.complete || (entries >= MOST_LOOKED_AT && until !== range.until)) {
      return { entries, complete: false, histogram };
    }
    after = until;
  }
  return { entries, complete: true, histogram };
}

/** The range in slices of equal time; in one where its ids are further apart than a number can tell. */
function slicesOf({ facts, range }: ReplayGround): readonly { readonly from: number; readonly until: EntryId }[] {
  const { after, until } = range;
  const first = facts.firstId !== null && compareEntryIds(facts.firstId, after) > 0 ? facts.firstId : after;
  const [begin, end] = [millisOf(first), millisOf(until)];
  if (!Number.isSafeInteger(end) || end <= begin) return [{ from: begin, until }];
  const width = Math.max(1, Math.ceil((end - begin + 1) / SLICES));
  const slices: { from: number; until: EntryId }[] = [];
  for (let from = begin; from <= end; from += width) {
    const last = parseEntryId(`${from + width - 1}-18446744073709551615`);
    const isLast = from + width > end || last === undefined;
    slices.push({ from, until: isLast ? until : last });
    if (isLast) break;
  }
  return slices;
}
