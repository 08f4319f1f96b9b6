import type { LineBatch, LineSource, MostLines } from '@weir/domain/archive/line-source';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { Link } from '../links/link.ts';
import { copyRoadOf } from '../changes/steps/copy-wire.ts';
import { readIds } from './read-ids.ts';
import { readRange } from './read-range.ts';

/** Reads entries in bulk over a connection of its own beside `link`, which is open only while somebody reads. */
export function createLineSource(link: Link): LineSource {
  const road = copyRoadOf(link);
  return {
    range: (stream, range, most) => road.use(() => readRange(road, stream, range, most)),
    ids: (stream: string, ids: readonly EntryId[], most: MostLines): Promise<LineBatch> =>
      road.use(() => readIds(road, stream, ids, most)),
  };
}
