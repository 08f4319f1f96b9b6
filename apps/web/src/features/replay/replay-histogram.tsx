import type { Preview } from '@weir/domain/actions/preview';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useZone } from '../../app/preferences.ts';
import { clockText } from '../../format/moment.ts';
import { roundAge } from '../../ruler/ticks.ts';
import { barsOf, sliceMs } from './dry-run-view.ts';

type ReplayPreview = Extract<Preview, { of: 'replay' }>;

const HEIGHT = 56;

/** Where in the range the entries lie, and which of them match. */
export function ReplayHistogram({
  preview,
  filtered,
}: {
  readonly preview: ReplayPreview;
  readonly filtered: boolean;
}) {
  const zone = useZone();
  const view = barsOf(preview);
  const first = view?.bars[0];
  const last = view?.bars.at(-1);
  if (view === null || first === undefined || last === undefined) return null;
  const slice = sliceMs(preview);
  const width = 100 / view.bars.length;
  return (
    <figure>
      <figcaption className="flex flex-wrap items-center gap-x-3 pb-2 text-small text-text-2">
        <span className="font-strong">
          {slice > 0 ? `Entries per ${roundAge(slice)} of the range` : 'Entries of the range'}
        </span>
        <span className="ml-auto inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-[2px] bg-accent" />
          {filtered ? 'match' : 'all of them'}
        </span>
        {filtered && (
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 rounded-[2px] bg-line" />
            all
          </span>
        )}
      </figcaption>
      <div className="flex gap-2">
        <div aria-hidden className="flex flex-col justify-between text-right text-micro text-text-3">
          <span>{formatCount(view.most)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={view.finding}
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-14 min-w-0 flex-1"
        >
          {view.bars.map(({ from, all, matching }, index) => (
            <g key={from}>
              <rect
                x={index * width + width * 0.08}
                width={width * 0.84}
                y={HEIGHT * (1 - all)}
                height={HEIGHT * all}
                fill="var(--line)"
              />
              <rect
                x={index * width + width * 0.08}
                width={width * 0.84}
                y={HEIGHT * (1 - matching)}
                height={HEIGHT * matching}
                fill="var(--accent)"
              />
            </g>
          ))}
        </svg>
      </div>
      {slice > 0 && (
        <div aria-hidden className="flex justify-between pl-8 text-micro text-text-3">
          <span>{clockText(first.from, zone)}</span>
          <span>{clockText(last.from + slice, zone)}</span>
        </div>
      )}
    </figure>
  );
}
