import type { EntryFilter } from '@weir/domain/actions/entry-filter';
import { entryMatch } from '@weir/domain/actions/entry-matches';
import type { Found, Walk } from '@weir/domain/actions/look';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { idOf } from '../changes/steps/copy-page.ts';
import { CopySource } from '../changes/steps/copy-source.ts';
import type { CopyRoad } from '../changes/steps/copy-wire.ts';
import { failureFromNoAnswer } from '../errors/failure.ts';
import type { IdRange } from './range-pages.ts';

const PAGE = 1_000;
const MOST_TOO_LARGE = 100;

/** Looks through a range for entries that match, on the bytes Redis sent: no entry becomes an object for it. */
export async function findEntries(
  road: CopyRoad,
  stream: string,
  { after, until }: IdRange,
  filter: EntryFilter,
  walk: Walk,
  found: (ids: readonly EntryId[]) => Promise<void>,
): Promise<Found> {
  const source = new CopySource({ stream, until }, entryMatch(filter), road.weights);
  const tooLarge: EntryId[] = [];
  let entries = 0;
  let reached: EntryId | null = null;
  for (;;) {
    if (walk.signal.aborted || entries >= walk.atMost) return { entries, complete: false, reached, tooLarge };
    const page = await source.read(await road.wire(), reached ?? after, Math.min(PAGE, walk.atMost - entries));
    switch (page.kind) {
      case 'too-much':
        break;
      case 'none':
        throw failureFromNoAnswer(page.why);
      case 'refused':
        throw new ConsoleError(page.code === 'WRONGTYPE' ? 'wrong-type' : 'refused', page.sentence);
      case 'too-large':
        entries += 1;
        reached = page.id;
        if (tooLarge.length < MOST_TOO_LARGE) tooLarge.push(page.id);
        break;
      case 'page': {
        entries += page.page.entries.length;
        reached = page.lastId ?? reached;
        const ids = page.chosen.map((entry) => idOf(page.page, entry));
        if (ids.length > 0) await found(ids);
        walk.progress(entries);
        if (page.ended) return { entries, complete: true, reached, tooLarge };
      }
    }
  }
}
