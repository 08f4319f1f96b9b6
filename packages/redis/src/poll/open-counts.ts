import { leftToCount } from '../unread/count-job.ts';
import { planJobPage, planPages, type PagePlan } from './plan-pages.ts';
import { isFat } from './vast-stream.ts';
import type { WatchedStream } from './watched-stream.ts';

export interface OpenCount {
  readonly stream: WatchedStream;
  readonly pages: readonly PagePlan[];
}

// Together one transaction: at 500 entries a page some 0.8 ms.
const JOBS_AT_ONCE = 4;

/** The next pages of all counts under way, shortest count first. Counts of fat streams wait until those are due. */
export function openPages(streams: readonly WatchedStream[]): readonly OpenCount[] {
  const open = streams.flatMap((stream) => {
    if (isFat(stream)) return [];
    const left = (group: WatchedStream['groups'][number]): number =>
      group.job === undefined ? 0 : leftToCount(group.job, stream.length, group.job.lag);
    const jobs = stream.groups
      .filter(({ job }) => job !== undefined)
      .toSorted((a, b) => left(a) - left(b))
      .slice(0, JOBS_AT_ONCE);
    const pages = [...jobs.flatMap((group) => planJobPage(stream, group) ?? []), ...planPages(stream)];
    return pages.length === 0 ? [] : [{ stream, pages, left: Math.min(...jobs.map(left), Infinity) }];
  });
  return open.toSorted((a, b) => a.left - b.left);
}
