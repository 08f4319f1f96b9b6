import { formatCount } from '@weir/domain/metrics/format-figures';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';
import { useServerNow } from '../../jobs/use-server-now.ts';
import { isWatched } from '../parts/job-view.ts';
import { Note } from '../parts/note.tsx';
import { idleReceivers, laterSums, watchWords } from './later-view.ts';

/** What became of claimed entries while they are watched: acked, being worked on, untouched, per consumer. */
export function ClaimLater({ job }: { readonly job: JobDetail }) {
  const { later } = job;
  const watched = isWatched(job, useServerNow());
  if (later === null && !watched) return null;
  const sums = later === null ? undefined : laterSums(later);
  const idle = later === null ? [] : idleReceivers(later);
  return (
    <section aria-label="What the consumers do with them" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2">
        <StatusGlyph
          shape={later?.complete === true ? 'healthy' : 'running'}
          size={14}
          className={later?.complete === true ? '' : 'animate-turn'}
        />
        <h3 className="font-strong">
          {later?.complete === true ? 'What the consumers did with them' : 'Watching what the consumers do with them'}
        </h3>
        <span className="ml-auto text-small text-text-3">{watchWords(later)}</span>
      </div>
      {sums !== undefined && (
        <>
          <div aria-hidden className="flex h-2.5 gap-px overflow-hidden rounded-[3px] bg-line">
            <span className="bg-ok-g" style={{ width: `${share(sums.acknowledged, sums.got)}%` }} />
            <span className="bg-h2" style={{ width: `${share(sums.delivered, sums.got)}%` }} />
          </div>
          <ul className="flex flex-wrap gap-x-5 text-small">
            <Sum tone="bg-ok-g" count={sums.acknowledged} words="acked" />
            <Sum tone="bg-h2" count={sums.delivered} words="picked up again" />
            <Sum tone="bg-line" count={sums.untouched} words="waiting" />
          </ul>
        </>
      )}
      {idle.map(({ consumer, untouched }) => (
        <Note key={consumer} tone="warning">
          <p>
            <b className="font-semibold">
              <span translate="no" className="name">
                {consumer}
              </span>{' '}
              has not touched its {formatCount(untouched, 'full')} {untouched === 1 ? 'entry' : 'entries'}.
            </b>{' '}
            It may not re-read its pending list. Restart it, or claim its share to another consumer.
          </p>
        </Note>
      ))}
      {later !== null && later.consumers.length > 1 && (
        <table className="w-full text-small">
          <caption className="sr-only">What each consumer did with its share</caption>
          <thead>
            <tr className="border-b border-line-subtle text-text-3">
              <th scope="col" className="py-1 text-left font-normal">
                Consumer
              </th>
              {['got', 'acked', 'picked up', 'waiting'].map((head) => (
                <th key={head} scope="col" className="py-1 text-right font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {later.consumers.map((row) => (
              <tr key={row.consumer} className="border-b border-line-subtle last:border-b-0">
                <th scope="row" translate="no" className="name max-w-40 truncate py-1 text-left font-normal">
                  {row.consumer}
                </th>
                {[row.got, row.acknowledged, row.delivered, row.untouched].map((count, index) => (
                  // Four figures, always in the order of the heads.
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={index} className="py-1 text-right">
                    {formatCount(count, 'full')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(sums === undefined || sums.untouched > 0) && (
        <Note tone="note">
          <p>
            The claim makes Redis report a fresh “last call” for every target. Judge them by their own calls, a minute
            from now.
          </p>
        </Note>
      )}
    </section>
  );
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

function Sum({ tone, count, words }: { readonly tone: string; readonly count: number; readonly words: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-[2px] ${tone}`} />
      <span>
        <b className="font-semibold">{formatCount(count, 'full')}</b> {words}
      </span>
    </li>
  );
}
