import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { Forecast } from '@weir/domain/policies/forecast';
import { forecastView } from './forecast-view.ts';

/** The length with the policy, at the rates of now. */
export function ForecastChart({ forecast }: { readonly forecast: Forecast }) {
  const view = forecastView(forecast);
  const [first] = forecast.points;
  const last = forecast.points.at(-1);
  if (view === null || first === undefined || last === undefined) return null;
  return (
    <section aria-label="Length with this policy">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="text-small font-strong">Length with this policy</span>
        <span className={`text-small ${forecast.keepsUp ? 'text-text-3' : 'text-warn'}`}>{view.words}</span>
      </p>
      <div className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-micro text-text-3">
        <div className="flex flex-col justify-between text-right">
          <span>{formatCount(view.most)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={`Length with this policy: ${view.words}`}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="h-24 w-full border-b border-line"
        >
          <path d={view.area} className="fill-size opacity-20" />
          <path d={view.line} className="fill-none stroke-size" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        </svg>
        <span />
        <div className="flex justify-between pt-1">
          <span>now</span>
          <span>{`in ${formatDuration(last[0] - first[0])}`}</span>
        </div>
      </div>
    </section>
  );
}
