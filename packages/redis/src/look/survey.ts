import type { EntryFilter } from '@weir/domain/actions/entry-filter';
import { entryMatch } from '@weir/domain/actions/entry-matches';
import type { Survey, Walk } from '@weir/domain/actions/look';
import type { Entry } from '@weir/domain/entries/entry';
import { millisOf, type EntryId } from '@weir/domain/entries/entry-id';
import type { Reader } from '../pages/reader.ts';
import { entryFromRaw } from '../replies/xrange.ts';
import { createHistogram } from './histogram.ts';
import { rangePages, type IdRange } from './range-pages.ts';

const SAMPLE = 20;

/**
 * Walks a range with payloads. An entry too large to receive is looked at by its id alone: it counts as matching
 * without a filter and as not matching with one.
 */
export async function surveyEntries(
  read: Reader,
  stream: string,
  range: IdRange,
  filter: EntryFilter | null,
  walk: Walk,
): Promise<Survey> {
  const matches = filter === null ? () => true : entryMatch(filter);
  const histogram = createHistogram();
  const sample: Entry[] = [];
  const seen = { entries: 0, matching: 0, bytes: 0 };
  let reached: EntryId | null = null;
  const survey = (complete: boolean): Survey => ({ ...seen, complete, reached, histogram: histogram.slices(), sample });
  for await (const page of rangePages(read, stream, range)) {
    for (const raw of page.entries) {
      // A page may hold more than is left to look at.
      if (seen.entries >= walk.atMost) return survey(false);
      reached = raw.id;
      seen.entries += 1;
      const matching = matches(raw.pairs);
      histogram.add(millisOf(raw.id), matching);
      if (!matching) continue;
      seen.matching += 1;
      for (const word of raw.pairs) seen.bytes += word.length;
      if (sample.length < SAMPLE) sample.push(entryFromRaw(raw));
    }
    for (const id of page.unread) {
      reached = id;
      seen.entries += 1;
      if (filter === null) seen.matching += 1;
      histogram.add(millisOf(id), filter === null);
    }
    walk.progress(seen.entries);
    if (walk.signal.aborted && reached !== range.until) return survey(false);
  }
  return survey(true);
}
