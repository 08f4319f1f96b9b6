import { formatCount } from '@weir/domain/metrics/format-figures';
import type { IdleRange } from './idle-range.ts';
import type { WaitBar, WaitHistogram } from './wait-histogram-view.ts';

interface WaitHistogramChartProps {
  readonly histogram: WaitHistogram;
  readonly onChoose: (range: IdleRange | undefined) => void;
}

/** Six bars that filter the list below. */
export function WaitHistogramChart({ histogram, onChoose }: WaitHistogramChartProps) {
  return (
    <fieldset className="drains grid grid-cols-3 gap-1 sm:grid-cols-6">
      <legend className="sr-only">Filter by time since delivery</legend>
      {histogram.bars.map((bar) => (
        <Bar
          key={bar.name}
          bar={bar}
          onToggle={() => {
            onChoose(bar.chosen ? undefined : bar.range);
          }}
        />
      ))}
    </fieldset>
  );
}

/** px of the fullest bar. */
const HEIGHT = 44;

function Bar({ bar, onToggle }: { readonly bar: WaitBar; readonly onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={bar.chosen}
      onClick={onToggle}
      className={`flex flex-col justify-end rounded-control px-1.5 pt-1.5 pb-1 text-center hover:bg-hover ${bar.chosen ? 'tint-select' : ''}`}
    >
      <span className={`text-small font-semibold ${bar.count === 0 ? 'text-text-3' : 'text-text'}`}>
        {formatCount(bar.count)}
        <span className="sr-only"> pending entries, </span>
      </span>
      <span className="flex flex-col justify-end border-b border-line" style={{ height: HEIGHT + 1 }}>
        <span
          className="block rounded-t-[3px]"
          style={{
            height: Math.max(bar.height * HEIGHT, bar.count > 0 ? 3 : 0),
            backgroundColor: `var(--h${bar.heat})`,
          }}
        />
      </span>
      <span className="pt-1 text-micro text-text-3">
        {bar.name}
        <span className="sr-only"> since delivery</span>
      </span>
    </button>
  );
}
